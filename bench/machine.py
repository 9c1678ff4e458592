"""The machine that is measured on: its cores, who gets which, and what is installed."""
import contextlib, functools, os, platform, re, shutil, subprocess

from reviews import ROOT

VENV = f"{ROOT}/.build/bench-venv"


def cores():
    return sorted(os.sched_getaffinity(0))


def server_cores(count):
    return cores()[:count]


def client_cores(count):
    """Cores of its own for the client, where the machine has that many; else it shares the server's."""
    return cores()[count:count + 1] or cores()[:count]


def is_shared(count):
    return len(cores()) <= count


@contextlib.contextmanager
def on(to):
    """What is started in here runs on these cores: without a program in between, which takes 2 ms by itself."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, to)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@functools.cache
def go():
    """The Go tool: the one that is there if it is new enough for bench/peer/go.mod, or that of the virtual environment."""
    found = shutil.which("go")
    version = re.search(r"go(\d+)\.(\d+)", output(found, "version")) if found else None
    return found if version and (int(version[1]), int(version[2])) >= (1, 22) else f"{VENV}/bin/go"


def nginx():
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


def output(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=go_environment())
    except OSError:
        return ""
    return (done.stdout + done.stderr).strip()


def go_environment():
    """Nothing is fetched, and no other toolchain than the one asked for."""
    return os.environ | {
        "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOPROXY": "off", "GOTELEMETRY": "off",
        "GOCACHE": f"{ROOT}/.build/bench-go"}


def first(pattern, text):
    found = re.search(pattern, text)
    return found.group(1) if found else "?"


def described():
    """What a result means nothing without."""
    cpu = open("/proc/cpuinfo").read()
    memory = int(first(r"MemTotal:\s+(\d+)", open("/proc/meminfo").read()))
    system = open("/etc/os-release").read()
    return {
        "cpu": first(r"model name\s*:\s*(.+)", cpu) if "model name" in cpu else platform.processor(),
        "cores": len(cores()),
        "memory": f"{memory / 1e6:.0f} GB",
        "kernel": platform.release(),
        "system": first(r'PRETTY_NAME="(.+)"', system),
        "load before": f"{os.getloadavg()[0]:.2f}",
        "tallyman": output("git", "-C", ROOT, "describe", "--always", "--dirty"),
        "swift": first(r"Swift version (\S+)", output("swift", "--version")),
        "go": first(r"go version go(\S+)", output(go(), "version")),
        "nginx": first(r"nginx/(\S+)", output(nginx() or "nginx", "-v")),
        "wrk": first(r"wrk (\S+)", output("wrk", "--version")),
        "openssl": first(r"OpenSSL (\S+)", output("openssl", "version")),
    }


def missing():
    """What is needed and not there."""
    tools = {"wrk": shutil.which("wrk"), "nginx": nginx(), "openssl": shutil.which("openssl"),
             "strip": shutil.which("strip"), "go": shutil.which(go())}
    return [name for name, path in tools.items() if not path]
