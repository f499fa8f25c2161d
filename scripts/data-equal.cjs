'use strict'

/**
 * Two values of a YAML or JSON file, compared: scalars, arrays, and maps without a prototype. It stands in for `fast-deep-equal` in the
 * generated validators, which asks every map for the methods of `Object.prototype`.
 */
module.exports = function equal(one, other) {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]))
  )
}
