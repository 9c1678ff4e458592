/// Where a rule applies: `namespaces`, `exceptNamespaces` and `exceptUsers` of its settings.
package struct Reach: Sendable, Equatable {
    /// Only in these namespaces; empty: in all.
    package var namespaces: [NamePattern] = []
    package var exceptNamespaces: [NamePattern] = []
    package var exceptUsers: [NamePattern] = []

    package init() {}
}
