/// The keys of one signature format other than SSH's, ready to verify with; a key ring holds them.
package protocol SignatureKeys: Sendable {
  /// Checks one signature of the format.
  ///
  /// - Parameters:
  ///   - signature: the armoured signature as found, beginning with an armour of the format.
  ///   - payload: the exact bytes that should have been signed.
  ///   - date: the claimed time of signing, in seconds since 1970-01-01T00:00:00Z.
  /// - Returns: what is known. What cannot be read is an answer too.
  func check(signature: [UInt8], payload: [UInt8], at date: Int64) -> SignatureCheck
}
