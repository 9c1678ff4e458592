"""The reviews that are posted: two as an API server sent them, and larger ones made from these."""
import copy, dataclasses, json, os

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RECORDED = f"{ROOT}/Tests/Reviews"
CLUSTER = f"{ROOT}/Tests/ClusterTests/Fixtures/cluster"

# One folder for everything that a run writes, within .build so that `make clean` takes it away.
WORK = f"{ROOT}/.build/bench"


@dataclasses.dataclass(frozen=True)
class Body:
    name: str
    what: str
    bytes: bytes

    @property
    def uid(self):
        return json.loads(self.bytes)["request"]["uid"]

    @property
    def file(self):
        """A file with it, for wrk."""
        os.makedirs(f"{WORK}/reviews", exist_ok=True)
        path = f"{WORK}/reviews/{self.slug}.json"
        with open(path, "wb") as file:
            file.write(self.bytes)
        return path

    @property
    def slug(self):
        return self.name.replace(" ", "")


def recorded(path):
    with open(f"{RECORDED}/{path}", "rb") as file:
        return file.read().strip()


def encoded(review):
    """As Go's encoder writes it: compact, and `<`, `>` and `&` escaped."""
    text = json.dumps(review, separators=(",", ":"), ensure_ascii=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text.encode()


def project_config():
    return json.loads(recorded("projectconfig-lifecycle/pc-create-default-controller.json"))


def pipeline():
    return json.loads(recorded("pipeline-registry/early-create-ref-ok.json"))


def with_policies(size):
    """The creation of a ProjectConfig with as many promotion policies as make `size` bytes (1000 at least)."""
    review = project_config()
    spec = review["request"]["object"]["spec"]
    del review["request"]["object"]["metadata"]["managedFields"]
    spec["promotionPolicies"] = []
    bare = len(encoded(review))
    policies, left, number = [], size - bare, 0
    while left > 0:
        policy = {"autoPromotionEnabled": number % 2 == 0, "stage": f"stage-{number:06}"}
        policies.append(policy)
        left -= len(encoded(policy)) + 1
        number += 1
    spec["promotionPolicies"] = policies
    return encoded(review)


def with_escapes(count):
    """The creation of a Pipeline with a variable of `count` times `<`, each of which Go writes with six bytes."""
    review = copy.deepcopy(pipeline())
    review["request"]["object"]["spec"]["phases"][-1]["defaultEnvvars"] = [{"name": "PAGE", "value": "<" * count}]
    return encoded(review)


def bodies():
    """The four sizes of the table."""
    return [
        Body("1.4 KB", "a ProjectConfig is created, as recorded",
             recorded("projectconfig-lifecycle/pc-create-default-controller.json")),
        Body("2.8 KB", "a KuberoPipeline is created, as recorded",
             recorded("pipeline-registry/early-create-ref-ok.json")),
        Body("431 KB", "a ProjectConfig with some 7,000 promotion policies is created", with_policies(431_000)),
        Body("6 MB", "a KuberoPipeline with a million `<` is created, each written `\\u003c`", with_escapes(1_000_000)),
    ]


def asking():
    """A review whose rules ask what is in the cluster, and may pass."""
    return Body("asking", "a KuberoPipeline with a reference to a Secret that its user may read, as recorded",
                recorded("pipeline-registry/in-cluster/group-dana.json"))


# For how cost grows; bytes, roughly a factor of four from one to the next.
GROWTH = [1_000, 4_000, 16_000, 64_000, 256_000, 1_000_000, 4_000_000, 16_000_000]


def growing():
    for size in GROWTH:
        name = f"{size // 1000} kB" if size < 1_000_000 else f"{size // 1_000_000} MB"
        yield size, Body(f"growth {name}", "a ProjectConfig with promotion policies is created", with_policies(size))


# The rules that the peer has too.
FOUR = ["projectconfig-name", "projectconfig-lifecycle", "keep-namespace", "pipeline-registry"]


def of_the_four():
    """Every recorded review of the four rules by the built-in defaults, as (path, bytes)."""
    for rule in FOUR:
        folder = f"{RECORDED}/{rule}"
        for name in sorted(os.listdir(folder)):
            if name.endswith(".json"):
                yield f"{rule}/{name}", recorded(f"{rule}/{name}")
