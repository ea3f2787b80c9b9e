import Foundation
import Testing

@testable import Signatures

/// A report on standard output must not get a library's remarks between its lines.
@Suite(.enabled(if: Tool.present(.gpg, .gpgconf), Comment(rawValue: Tool.missing(.gpg, .gpgconf))))
struct RNPSilenceTests {
  @Test("librnp writes nothing to the standard streams, whatever it is given") func silence() throws {
    let gnupg = try GnuPG()
    let key = try gnupg.makeKey()
    let subkey = try gnupg.addSubkey(to: key)
    let text = try gnupg.armoured(key)
    let packets = try OpenPGPForgery.packets(text, .certificate)
    let signatures = try [key, subkey].map { try gnupg.sign(by: $0) }
    let ring = try gnupg.ring(key)

    let written = try Self.written {
      for signature in signatures {
        let blob = try OpenPGPForgery.packets(signature, .signature)[0].body
        for index in stride(from: 0, to: blob.count, by: 2) {
          var bent = blob
          bent[index] ^= 0x11
          let packet = OpenPGPPacket(tag: 2, body: bent)
          _ = ring.check(
            signature: OpenPGPForgery.armoured([packet], .signature), payload: GnuPG.payload,
            at: GnuPG.signing)
        }
      }
      for index in packets.indices {
        for position in stride(from: 0, to: packets[index].body.count, by: 4) {
          var body = packets[index].body
          body[position] ^= 0x21
          var bent = packets
          bent[index] = OpenPGPPacket(tag: bent[index].tag, body: body)
          _ = try? OpenPGPCertificate(armoured: OpenPGPForgery.armoured(bent, .certificate))
        }
      }
    }
    // The library names its functions and source files. The tests beside this one may write, too.
    #expect(!written.contains(".cpp:") && !written.contains("librepgp"), "\(written)")
  }

  /// What is written to standard output and error meanwhile; it is passed on afterwards.
  private static func written(during body: () throws -> Void) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("silence-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data().write(to: file)
    let capture = try FileHandle(forWritingTo: file)
    let saved = [dup(1), dup(2)]
    defer { saved.forEach { close($0) } }
    fflush(nil)
    for stream in [1, 2] as [Int32] { dup2(capture.fileDescriptor, stream) }
    let outcome = Result { try body() }
    fflush(nil)
    for stream in [1, 2] as [Int32] { dup2(saved[Int(stream) - 1], stream) }
    try capture.close()
    let text = try Data(contentsOf: file)
    text.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
    try outcome.get()
    return String(decoding: text, as: UTF8.self)
  }
}
