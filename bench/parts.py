"""Parts of cores. Two loads need two cores and a third for the client; where the machine has no third, the server gets
part of each of two, and the client what is left: what two parts do compared with one is what two cores would."""
import contextlib, os

# Of each core. The client takes as much again, and then half of the machine is free.
PART = 0.3
PERIOD = 10_000  # microseconds, in which a part is used up

NAME = "tallyman-bench"
UNIFIED, OLD = "/sys/fs/cgroup", "/sys/fs/cgroup/cpu"


def is_unified():
    return os.path.exists(f"{UNIFIED}/cgroup.controllers")


def folder():
    return f"{UNIFIED if is_unified() else OLD}/{NAME}"


def can_be_given():
    """Whether this user may make a control group that limits processors."""
    try:
        with limited([], 1):
            return True
    except OSError:
        return False


@contextlib.contextmanager
def limited(pids, cores):
    """These processes get parts of so many cores."""
    quota = int(PERIOD * PART * cores)
    if is_unified():
        write(f"{UNIFIED}/cgroup.subtree_control", "+cpu")
    os.makedirs(folder(), exist_ok=True)
    try:
        if is_unified():
            write(f"{folder()}/cpu.max", f"{quota} {PERIOD}")
        else:
            write(f"{folder()}/cpu.cfs_period_us", PERIOD)
            write(f"{folder()}/cpu.cfs_quota_us", quota)
        for pid in pids:
            write(f"{folder()}/cgroup.procs", pid)
        yield
    finally:
        # Back to where they came from, or at least to where no limit is: a group with processes cannot be removed.
        for pid in pids:
            with contextlib.suppress(OSError):
                write(f"{os.path.dirname(folder())}/cgroup.procs", pid)
        os.rmdir(folder())


def write(path, text):
    with open(path, "w") as file:
        file.write(f"{text}\n")
