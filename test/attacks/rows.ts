/** What a stranger could try, in the order in which it would get to us, and the tests that hold against it: file, then names in it. */

type Held = readonly [file: string, ...names: readonly string[]]

const formats = 'test/formats/hostile.test.ts'
const commands = 'test/attacks/commands.test.ts'
const everything: readonly Held[] = [
  [formats, 'shows no character that acts or hides, and gives no build server a command that is not its own'],
  ['test/formats/manifest.test.ts', 'no text of a manifest acts, hides, or adds, changes or removes a finding'],
  [commands, 'says nothing that acts, hides or gives a command'],
]

export const rows: Readonly<Record<string, readonly Held[]>> = {
  // YAML
  'an alias bomb': [
    ['test/source/attacks.test.ts', 'an alias bomb is one problem, at the first alias, with the anchor beside it'],
    ['test/config/scenario.test.ts', 'an alias bomb is refused, and text of the file does no harm on the terminal'],
    ['test/config/read-config.test.ts', 'an alias bomb'],
  ],
  'many aliases of one large node': [
    ['test/source/attacks.test.ts', 'many aliases of one large node are no more than that'],
  ],
  'an alias that leads to itself, or nowhere': [['test/source/attacks.test.ts', "'cyclic'", "'unresolved'"]],
  'a map with very many keys': [
    [
      'test/source/attacks.test.ts',
      '100,000 keys are read in linear time, block and flow',
      '100,000 keys in a broken file take linear time, too, and the error is told',
    ],
    ['test/manifest/hostile.test.ts', 'hundreds of names that lead nowhere, among hundreds that are like them'],
  ],
  'nesting without end': [
    [
      'test/source/attacks.test.ts',
      '64 levels are read, 65 are not',
      'without end is one problem, one file after the other',
      'without end behind a syntax error does not reach the composer',
    ],
    ['test/config/read-config.test.ts', 'deep nesting'],
  ],
  'the same key twice': [
    [
      'test/source/attacks.test.ts',
      'a duplicate is told at the second, with the first beside it; the first value stays',
      '50,000 duplicates are twenty and a count',
    ],
  ],
  'keys that are no text': [
    [
      'test/source/attacks.test.ts',
      'keys that are not text are refused, quoted ones are text',
      'lists, maps and nothing are no keys',
    ],
  ],
  'names that mean something on an object': [
    ['test/source/attacks.test.ts', '__proto__ and constructor are keys like any other'],
    ['test/manifest/hostile.test.ts', 'keys that mean something on an object'],
    ['test/config/read-config.test.ts', 'ids that are names of object members are ids like others'],
    [
      'test/attacks/names.test.ts',
      'ids that every object has',
      'is no id, and changes no object',
      'a name that every object has is nothing that is there',
    ],
  ],
  'merge keys': [['test/source/attacks.test.ts', 'merge keys are refused, a quoted << is a key']],
  'another version of YAML': [['test/source/attacks.test.ts', '%YAML 1.1 is refused, %YAML 1.2 is not']],
  'tags that would make objects': [
    ['test/source/attacks.test.ts', 'a tag is refused'],
    ['test/config/read-config.test.ts', 'a tag that would make an object'],
  ],
  'several documents in one file': [['test/source/attacks.test.ts', 'a second document is refused']],
  'tabs for spaces': [['test/source/syntax.test.ts', 'tabs are told each, with what to do']],
  // Bytes and characters
  'a byte-order mark, and encodings that are not UTF-8': [
    [
      'test/source/bytes.test.ts',
      'a byte-order mark does not move the columns of line 1',
      'invalid UTF-8 is told by its byte offset and its column',
      'a broken sequence at the very end is found',
    ],
  ],
  'line ends of all kinds': [
    ['test/source/characters.test.ts', 'a lone carriage return is an error, as it is no line end to most programs'],
    ['test/source/differential.test.ts', 'CRLF changes neither value nor place'],
  ],
  'characters that control, reorder or cannot be seen': [
    [
      'test/source/characters.test.ts',
      'is refused where it stands',
      'characters that reorder the line are flagged, also in comments, and the value stays',
      'may stand in a value',
    ],
    ...everything,
  ],
  'nothing to read': [['test/source/attacks.test.ts', 'is an empty file', 'a single value is no map']],
  // Sizes
  'a huge file, a huge line': [
    ['test/source/bytes.test.ts', 'a file over the limit is not decoded', 'one line of 2 MB is read'],
    ['test/report/frame.test.ts', 'a line of two megabytes is cut around what is meant'],
    ['test/attacks/sizes.test.ts', 'tells of it in little room'],
    ['test/cli/exit-codes.test.ts', "'too large'", "'stdin too large'"],
  ],
  'thousands of mistakes': [
    ['test/source/syntax.test.ts', '5,000 bad lines are twenty problems and a count'],
    ['test/manifest/hostile.test.ts', 'hundreds of unknown keys', 'a long list of wrong words'],
  ],
  'patterns that go on for ever': [
    [
      'test/attacks/sizes.test.ts',
      'answers at once, however long the text',
      'a rule has no regular expressions: %s is refused, and nothing is judged',
    ],
  ],
  'lists and depth that a schema would choke on': [
    [
      'test/manifest/hostile.test.ts',
      'a long list of the same word',
      'one word of a million letters stays out of the message',
    ],
    ['test/config/read-config.test.ts', 'lists have an end'],
  ],
  // Files
  'a way out of the repository': [
    [
      'test/config/scenario.test.ts',
      '%s does not leave the repository, by path or by link',
      '%s is an error with a place',
      'the file itself may not be a link to elsewhere',
    ],
    ['test/cli/catalog.test.ts', 'out of the folder', 'to an absolute path'],
    ['test/attacks/files.test.ts', 'what evidence points to is looked for, and never read'],
  ],
  'a report over what was read': [
    ['test/attacks/files.test.ts', '%s is written whole or not at all, and over nothing that was read'],
    ['test/cli/exit-codes.test.ts', "'report over its input'"],
    ['test/cli/catalog.test.ts', 'never over its source'],
  ],
  'links, pipes and devices': [
    [
      'test/cli/lint-command.test.ts',
      'a link in a folder adds nothing when its target is found, and fails the run when it leads elsewhere',
      'a named link to a file is refused, to a folder it is followed',
      'a device',
    ],
    [
      'test/attacks/files.test.ts',
      '%s is not waited for, and fails the run',
      'a link that leads nowhere fails the run; a folder that links to itself is searched once',
    ],
  ],
  'a bomb of braces': [
    ['test/cli/exit-codes.test.ts', "'pattern that is a bomb'"],
    ['test/config/scenario.test.ts', 'a bomb of braces is refused before it is expanded'],
  ],
  'brackets in names': [['test/cli/lint-command.test.ts', 'brackets are a name first and a pattern second']],
  // What others would obey
  'escapes for the terminal': [['test/report/sanitize.test.ts', 'spells out what cannot be seen'], ...everything],
  'commands for a build server': [
    [
      'test/report/sanitize.test.ts',
      'breaks commands visibly',
      'never lets anything through, and a second pass changes nothing',
    ],
    ...everything,
    [
      formats,
      'github: the commands are exactly those of the findings, and say what they say',
      'azure: the commands are exactly those of the findings it has a type for',
      'teamcity: every line is a message of the two kinds, in ASCII, and the type comes first',
    ],
    ['test/cli/exit-codes.test.ts', 'what the user typed cannot reach the log as a command'],
  ],
  'more commands than a build server takes': [
    [
      'test/formats/formats.test.ts',
      'writes ten of each type, the worst first, and counts the others',
      'leaves columns out where a range has several lines',
      'no message is longer than the runner takes',
      'a summary ends behind a row of the table, below its limit, and says that it was cut',
    ],
    ['test/formats/command.test.ts', 'leaves room for what stands there already'],
  ],
  'addresses and links in SARIF': [
    [
      formats,
      'the JSON formats are JSON, and files keep their exact names',
      'sarif: no text becomes a link, and no string is empty',
    ],
  ],
  'markup, mentions and links': [
    [
      formats,
      'has no markup and no link but its own',
      'junit and checkstyle: the elements are ours, whatever the text',
      'markdown: a row has its cells, and no text becomes markup, a link or a mention',
    ],
  ],
  'formulas for a spreadsheet': [[formats, 'csv: every row has all cells, and none of them is a formula']],
  'a reason that ends its string in the file': [
    [commands, 'says nothing that acts, hides or gives a command'],
    ['test/decisions/edit.test.ts', 'takes any decision, and nothing else in it changes'],
  ],
  // The gate
  'a change that silences its own gate': [
    [
      'test/decisions/decisions-from.test.ts',
      'an acceptance that it adds settles its own run without the flag, and nothing with it',
      'a baseline that the change extends does not hide what is new',
      '--ignore-decisions shows everything, and says what it left out of account',
    ],
    ['test/config/scenario.test.ts', 'no decision settles what is locked, and one that tries is told'],
  ],
  'dates that are none': [
    ['test/manifest/read-manifest.test.ts', "'2026-13-01', '2026-02-29'", "'2024-02-29', '2000-02-29', '9999-12-31'"],
    ['test/cli/exit-codes.test.ts', "'not a date'", "'bad SOURCE_DATE_EPOCH'"],
    ['test/checks/dates.test.ts', 'is beyond the calendar'],
  ],
  'a report that was tampered with': [
    [
      'test/many/merge.test.ts',
      'what is no report is told with its place',
      'a verdict that does not follow from the findings',
      'text that a log or a terminal would obey',
      'SARIF that was tampered with',
    ],
  ],
  'a crash': [['test/cli/exit-codes.test.ts', 'is one line', 'leaves no half report when it happens in a format']],
  'output that is cut': [
    ['test/build/bin.test.ts', 'a large report arrives whole through a pipe', 'a slow reader gets everything'],
  ],
  'a call home': [
    [
      'test/attacks/network.test.ts',
      'nothing in the suite reaches the network',
      'talks to this machine, and to no other',
    ],
  ],
}
