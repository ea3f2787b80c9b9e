import CEL
import Testing

/// Every function of the libraries, by expressions that are true.
struct FunctionTests {
  @Test(arguments: [
    "bool('true') && !bool('0')", "int('-5') == -5 && int(5u) == 5 && int(-5.9) == -5",
    "uint('5') == 5u && uint(5.9) == 5u",
    "double('1e3') == 1000.0 && double(5) == 5.0", "double('Infinity') > 1e308",
    "string(1.5) == '1.5' && string(1.0) == '1'",
    "string(true) == 'true' && string(5u) == '5'",
    "string(b'\\xc3\\xa9') == 'é' && bytes('é') == b'\\xc3\\xa9'",
    "size('é') == 1 && 'ab'.size() == 2 && size(b'abc') == 3 && {'a': 1}.size() == 1 && size([1]) == 1",
    "type(null) == null_type && type(optional.none()) == optional_type && dyn(1) == 1",
    "int(timestamp('1970-01-01T00:00:05Z')) == 5 && timestamp(5) == timestamp('1970-01-01T00:00:05Z')",
    "string(duration('1h30m')) == '5400s' && duration('-1.5s') == duration('-1500ms')",
    "string(1e21) == '1e+21' && string(1e15) == '1e+15' && string(-1234567.5) == '-1.2345675e+06'",
    "string(1e6) == '1e+06' && string(999999.0) == '999999' && string(100000.0) == '100000'",
    "string(123456.75) == '123456.75' && string(-0.5) == '-0.5' && string(120.0) == '120' && string(-0.0) == '-0'",
    "string(0.0001) == '0.0001' && string(0.000012) == '1.2e-05' && string(5e-324) == '5e-324'",
    "string(1.7976931348623157e308) == '1.7976931348623157e+308' && '%s'.format([1e6]) == '1e+06'",
    "double('inf') == double('+INFINITY') && double('-Inf') < -1e308 && math.isNaN(double('nan'))",
  ])
  func conversions(_ text: String) throws {
    #expect(try evaluated(text) == true)
  }

  @Test(arguments: [
    "'abc'.contains('bc') && !'abc'.contains('cb') && 'abc'.contains('')",
    "'abc'.startsWith('ab') && !'abc'.startsWith('b')",
    "'abc'.endsWith('bc') && !'abc'.endsWith('b')",
    "'abc'.matches('^a.c$') && matches('abc', 'b') && !'abc'.matches('^b')",
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.contains('aaaaaaaaab')",
    "'aé😀'.charAt(2) == '😀' && 'a'.charAt(1) == ''",
    "'aéaé'.indexOf('é') == 1 && 'aéaé'.indexOf('é', 2) == 3",
    "'abc'.indexOf('x') == -1 && 'abc'.indexOf('', 3) == 3",
    "'aéaé'.lastIndexOf('a') == 2 && 'aéaé'.lastIndexOf('é', 2) == 1",
    "'abc'.lastIndexOf('') == 3 && 'abc'.lastIndexOf('abcd') == -1",
    "'aéb'.substring(1) == 'éb' && 'aéb'.substring(1, 2) == 'é'",
    "'ÄbC'.lowerAscii() == 'Äbc' && 'äbC'.upperAscii() == 'äBC'",
    "' \\t\\u00a0a b\\u2003'.trim() == 'a b' && ' '.trim() == ''",
    "'aé'.reverse() == 'éa'",
    "'a-b-c'.replace('-', '+') == 'a+b+c' && 'a-b-c'.replace('-', '+', 1) == 'a+b-c'",
    "'ab'.replace('', '.') == '.a.b.' && 'ab'.replace('', '.', 2) == '.a.b' && 'ab'.replace('a', 'x', 0) == 'ab'",
    "'aa'.replace('a', 'b', -9223372036854775808) == 'bb' && 'a,b'.split(',', -9223372036854775808) == ['a', 'b']",
    "'a,b,c'.split(',') == ['a', 'b', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'a'.split(',', 0) == []",
    "'aé'.split('') == ['a', 'é'] && ''.split(',') == [''] && 'abc'.split('', 2) == ['a', 'bc']",
    "['a', 'b'].join() == 'ab' && ['a', 'b'].join(', ') == 'a, b'",
    "strings.quote('a\"\\n') == '\"a\\\\\"\\\\n\"'",
    "'%s %d %.2f %e %x %X %o %b %%'.format(['a', 1, 1.005, 1.0, 255, 255, 8, 5]) == 'a 1 1.00 1.000000e+00 ff FF 10 101 %'",
    "'%s'.format([[1, 'a', {'k': null}]]) == '[1, a, {k: null}]'", "'%x'.format([b'\\x01\\xff']) == '01ff'",
  ])
  func texts(_ text: String) throws {
    #expect(try evaluated(text) == true)
  }

  @Test(arguments: [
    "math.greatest(1, 2.5, 2u) == 2.5 && math.least([3, 1u]) == 1 && math.greatest(3) == 3",
    "math.ceil(1.1) == 2.0",
    "math.floor(-1.1) == -2.0 && math.trunc(-1.9) == -1.0",
    "math.round(2.5) == 3.0 && math.round(-2.5) == -3.0",
    "math.abs(-1) == 1 && math.abs(-1.5) == 1.5",
    "math.sign(-3) == -1 && math.sign(2u) == 1u && math.sign(-0.5) == -1.0",
    "math.isNaN(double('NaN')) && math.isInf(1.0 / 0.0) && math.isFinite(1.0)", "math.sqrt(9) == 3.0",
    "math.bitAnd(6, 3) == 2 && math.bitOr(6u, 3u) == 7u && math.bitXor(6, 3) == 5 && math.bitNot(0) == -1",
    "math.bitShiftLeft(1, 63) < 0 && math.bitShiftLeft(1, 64) == 0 && math.bitShiftRight(-1, 63) == 1",
    "[1, 2, 3].slice(1, 3) == [2, 3] && [1].slice(1, 1) == []", "[[1], [[2]], 3].flatten() == [1, [2], 3]",
    "[[1], [[2]], 3].flatten(2) == [1, 2, 3]", "lists.range(3) == [0, 1, 2] && lists.range(-1) == []",
    "[1, 1.0, 'a', 'a'].distinct() == [1, 'a']",
    "[3, 1, 2].sort() == [1, 2, 3] && [].sort() == [] && ['b', 'a'].sort() == ['a', 'b']",
    "[1, 2].reverse() == [2, 1]",
    "[1, 2].first() == optional.of(1) && [1, 2].last().value() == 2 && ![].first().hasValue()",
    "sets.contains([1, 2], [2.0]) && !sets.contains([1], [1, 2])", "sets.equivalent([1, 1, 2], [2, 1])",
    "sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [])",
    "base64.encode(b'\\x00\\xff') == 'AP8=' && base64.decode('AP8') == b'\\x00\\xff' && base64.decode('') == b''",
    "optional.of(1).value() == 1 && optional.none().orValue(2) == 2 && optional.of(1).or(optional.of(2)).value() == 1",
    "!optional.ofNonZeroValue([]).hasValue() && optional.ofNonZeroValue(1).hasValue()",
    "{'a': {'b': 1}}.?a.?b == optional.of(1)",
    "[1][?0] == optional.of(1) && ![1][?1].hasValue()",
    "{?'a': optional.none(), ?'b': optional.of(1)} == {'b': 1}",
    "[?optional.none(), 1] == [1] && optional.unwrap([optional.of(1), optional.none()]) == [1]",
    "ip('::1').isLoopback() && string(ip('2001:DB8:0:0:1::1')) == '2001:db8::1:0:0:1' && ip('1.2.3.4').family() == 4",
    "cidr('10.0.0.0/8').containsIP('10.1.2.3') && !cidr('10.0.0.0/8').containsIP(ip('11.0.0.1')) && isCIDR('::/0')",
    "!isIP('01.2.3.4') && !isIP('1.2.3') && !isIP('1::2::3') && !isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0')",
  ])
  func extensions(_ text: String) throws {
    #expect(try evaluated(text) == true)
  }

  @Test(arguments: [
    "int('1_000')", "int(' 1')", "double('0x10')", "double('1e999')", "double('infinite')", "double('+nan')",
    "double('\u{131}nf')", "double('in')", "uint('-1')", "uint('-0')", "bool('yes')",
    "string(b'\\xff')",
    "timestamp('2024-02-30T00:00:00Z')", "timestamp('2024-01-01')", "timestamp('2024-01-01T00:00:60Z')",
    "duration('1')",
    "duration('1d')", "duration('')", "'a'.matches(b)", "'%q'.format([1])", "'%'.format([])",
    "'%.101f'.format([1.0])",
    "base64.decode('A')", "base64.decode('AP9=')", "base64.decode('A*==')", "ip('x')", "cidr('1.2.3.4/33')",
    "math.least([])",
    "timestamp('2024-01-01T00:00:00Z').getHours('Mars/Olympus')",
    "timestamp('2024-01-01T00:00:00Z').getHours('../etc/passwd')",
    "timestamp('2024-01-01T00:00:00Z').getHours('Z')",
  ])
  func `what is no number, date, pattern or address is an error`(_ text: String) throws {
    #expect(try failure(text, ["b": "(?=a)"])?.kind == .invalidArgument)
  }

  @Test(arguments: [
    "'abc'.charAt(4)", "'abc'.charAt(-1)", "'abc'.substring(2, 1)", "'abc'.substring(9223372036854775807)",
    "'abc'.indexOf('a', -1)", "'abc'.lastIndexOf('a', 4)", "[1].slice(0, 2)", "[1].slice(-1, 1)",
    "'%d'.format([])",
    "math.bitShiftLeft(1, -1)", "[1].flatten(-1)",
  ])
  func `what is out of range is an error`(_ text: String) throws {
    #expect(try failure(text)?.kind == .outOfRange)
  }

  @Test func `a pattern that is written out is refused when compiling`() {
    #expect(refusal(#"'a'.matches('(')"#)?.kind == .syntax)
    #expect(refusal(#"'a'.matches('(a)\\1')"#)?.kind == .syntax)
    #expect(refusal(#"'a'.matches('(a)')"#) == nil)
  }
}
