internal import CLinux

/// A process that keeps to a `Sandbox`, as far as the kernel can hold it to that. There is no way back.
package struct Confinement {
    private let sandbox: Sandbox
    /// What has become of the files, for a log.
    private let files: String

    /// For this thread and those that it starts, so before there are others: files are read only where the sandbox
    /// says, none is written, made or run, and TCP goes only where it says.
    package init(_ sandbox: Sandbox) {
        self.sandbox = sandbox
        let result = tallyman_forbid_new_privileges()
        // Fails for no value but 0 and 1.
        _ = tallyman_hide_memory()
        files = result == 0 ? Landlock.restrict(sandbox) : "files as before, \(ErrorText.of(result))"
    }

    /// Once everything is open, for all threads: no system calls but those of a server that has started. An attempt to
    /// start a program or a process ends this one.
    /// - Returns: what has been done and what the kernel lacks, for a log.
    package func complete() -> String {
        let filter = SystemCallFilter(callsOut: !sandbox.calling.isEmpty, resolvesNames: sandbox.resolvesNames)
        let result = filter.apply()
        guard result == 0 else { return "sandbox: \(files); system calls as before, \(ErrorText.of(result))" }
        return "sandbox: \(files); \(filter.count) system calls are left"
    }
}
