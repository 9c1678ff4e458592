"""A folder that is changed as the kubelet changes a mounted ConfigMap or Secret, all of its files at once:
`FILE -> ..data/FILE`, `..data -> ..N`, and `..data` renamed over."""
import os


class Mount:
    def __init__(self, path):
        self.path, self.number = path, 0
        os.makedirs(path)

    def swap(self, files):
        """`files`: name to bytes."""
        old, self.number = self.number, self.number + 1
        folder = f"{self.path}/..{self.number}"
        os.mkdir(folder)
        for name, content in files.items():
            # As the kubelet does with a key.
            with os.fdopen(os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(content)
            if not os.path.islink(f"{self.path}/{name}"):
                os.symlink(f"..data/{name}", f"{self.path}/{name}")
        os.symlink(f"..{self.number}", f"{self.path}/..data_tmp")
        os.rename(f"{self.path}/..data_tmp", f"{self.path}/..data")
        if old:
            for name in os.listdir(f"{self.path}/..{old}"):
                os.unlink(f"{self.path}/..{old}/{name}")
            os.rmdir(f"{self.path}/..{old}")
