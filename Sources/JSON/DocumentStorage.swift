/// A document's memory, in one piece: its bytes, and its nodes behind the head.
final class DocumentStorage: ManagedBuffer<DocumentStorage.Head, Node> {
    struct Head {
        let bytes: [UInt8]
        /// How many nodes there are; room may have been set aside for more.
        var count = 0
    }
}
