import FuzzDriver
import GitHistory
import Glibc

func readTree(_ bytes: [UInt8]) {
  guard let tree = try? Tree(parsing: bytes) else {
    require((try? Tree(parsing: bytes)) == nil, "a tree that was refused stays refused")
    return
  }
  var written: [UInt8] = []
  for entry in tree.entries {
    require(tree[entry.name] == entry, "an entry is found by its name")
    written += Array("\(entry.mode.text) ".utf8) + entry.name + [0] + entry.id.bytes
  }
  require(written == bytes, "a tree is what its entries make")
}

exit(fuzz(readTree))
