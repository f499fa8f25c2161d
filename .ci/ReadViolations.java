import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import com.google.gson.Gson;
import shadow.se.bjurr.violations.lib.ViolationsLogger;
import shadow.se.bjurr.violations.lib.model.Violation;
import shadow.se.bjurr.violations.lib.reports.Parser;

/** Prints as JSON what violations-lib reads in reports. Arguments: pairs of a parser and a file. */
class ReadViolations {
  public static void main(String[] pairs) throws Exception {
    var logger = new ViolationsLogger() {
      @Override
      public void log(Level level, String text) {
        System.err.println(text);
      }

      @Override
      public void log(Level level, String text, Throwable thrown) {
        throw new IllegalStateException(text, thrown);
      }
    };
    List<List<Map<String, Object>>> files = new ArrayList<>();
    for (int at = 0; at < pairs.length; at += 2) {
      var parser = Parser.valueOf(pairs[at]).getViolationsParser();
      List<Map<String, Object>> shown = new ArrayList<>();
      for (Violation one : parser.parseReportOutput(Files.readString(Path.of(pairs[at + 1])), logger)) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("file", one.getFile());
        fields.put("line", one.getStartLine());
        fields.put("column", one.getColumn());
        fields.put("severity", one.getSeverity());
        fields.put("code", one.getRule());
        fields.put("message", one.getMessage());
        shown.add(fields);
      }
      files.add(shown);
    }
    System.out.println(new Gson().toJson(files));
  }
}
