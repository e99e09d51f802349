"""ignition.py CONFIG STAMP: applies the part of Ignition 3 that `podman machine` writes: users, groups, files, folders, links, units.
Once: STAMP then holds the name of the machine's user."""
import base64, grp, json, os, pwd, subprocess, sys, zlib
from urllib.parse import unquote_to_bytes

config_file, stamp = sys.argv[1:3]
if os.path.exists(stamp):
    sys.exit(0)
with open(config_file) as file:
    config = json.load(file)


def content(what):
    source = (what or {}).get("source") or "data:,"
    head, _, body = source.partition(",")
    if not head.startswith("data:"):
        raise SystemExit(f"cannot fetch {source[:60]}")
    data = unquote_to_bytes(body)
    if head.endswith(";base64"):
        data = base64.b64decode(data)
    return zlib.decompress(data, 31) if (what or {}).get("compression") == "gzip" else data


def owner(thing):
    def number(who, find):
        if who.get("id") is not None:
            return who["id"]
        return find(who["name"]) if who.get("name") else 0

    return (
        number(thing.get("user") or {}, lambda name: pwd.getpwnam(name).pw_uid),
        number(thing.get("group") or {}, lambda name: grp.getgrnam(name).gr_gid),
    )


def exists(find, name):
    try:
        find(name)
        return True
    except KeyError:
        return False


def make_user(user):
    name = user["name"]
    if user.get("shouldExist") is False:
        if exists(pwd.getpwnam, name):
            subprocess.run(["userdel", "-r", "-f", name])
        return
    groups = [group for group in user.get("groups") or [] if exists(grp.getgrnam, group)]
    if not exists(pwd.getpwnam, name):
        # The number may be one that this system gave to somebody else.
        uid = [] if user.get("uid") is None else ["-o", "-u", str(user["uid"])]
        command = ["useradd", "-m", "-s", "/bin/bash", "-U", "-p", "*", *uid, "-G", ",".join([*groups, "sudo"]), name]
        subprocess.run(command, check=True)
    entry = pwd.getpwnam(name)
    keys = user.get("sshAuthorizedKeys") or []
    if keys:
        folder = f"{entry.pw_dir}/.ssh"
        os.makedirs(folder, 0o700, exist_ok=True)
        with open(f"{folder}/authorized_keys", "w") as file:
            file.write("\n".join(keys) + "\n")
        for path in (folder, f"{folder}/authorized_keys"):
            os.chown(path, entry.pw_uid, entry.pw_gid)


def write_file(file):
    path = file["path"]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if os.path.lexists(path) and file.get("overwrite") is False:
        return
    if os.path.islink(path):
        os.unlink(path)
    with open(path, "wb") as out:
        out.write(content(file.get("contents")))
        # Newer tools refuse these without an end of line.
        if path in ("/etc/subuid", "/etc/subgid"):
            out.write(b"\n")
        for more in file.get("append") or []:
            out.write(content(more))
    os.chmod(path, 0o644 if file.get("mode") is None else file["mode"])
    os.chown(path, *owner(file))


passwd, storage = config.get("passwd", {}), config.get("storage", {})
for group in passwd.get("groups") or []:
    subprocess.run(["groupadd", "-f", group["name"]], check=True)
for user in passwd.get("users") or []:
    make_user(user)
for folder in storage.get("directories") or []:
    os.makedirs(folder["path"], exist_ok=True)
    if folder.get("mode") is not None:
        os.chmod(folder["path"], folder["mode"])
    os.chown(folder["path"], *owner(folder))
for file in storage.get("files") or []:
    write_file(file)
for link in storage.get("links") or []:
    os.makedirs(os.path.dirname(link["path"]), exist_ok=True)
    if os.path.lexists(link["path"]):
        os.unlink(link["path"])
    (os.link if link.get("hard") else os.symlink)(link["target"], link["path"])
for unit in config.get("systemd", {}).get("units") or []:
    path = f"/etc/systemd/system/{unit['name']}"
    if unit.get("contents"):
        with open(path, "w") as out:
            out.write(unit["contents"])
    for part in unit.get("dropins") or []:
        os.makedirs(f"{path}.d", exist_ok=True)
        with open(f"{path}.d/{part['name']}", "w") as out:
            out.write(part.get("contents") or "")
    if unit.get("enabled") is not None:
        subprocess.run(["systemctl", "--root=/", "enable" if unit["enabled"] else "disable", unit["name"]])
names = [user["name"] for user in passwd.get("users") or [] if user["name"] != "root"]
with open(stamp, "w") as out:
    out.write(names[-1] if names else "root")
