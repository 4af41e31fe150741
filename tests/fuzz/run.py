"""Tries bytes of all kinds on every decoder and every file reader, led by which lines they reach: `python tests/fuzz/run.py --seconds 600`.

Ends with 0 when nothing was found. What was found is shown as a traceback and kept as crash-… in the folder of ``--keep``;
`python tests/fuzz/run.py FILE…` tries such files again, without the fuzzer. It needs Linux and the extra: `pip install -e .[fuzz]`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

LONGEST = 1200
"""Bytes of an input: shorter ones are tried more often."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="inputs to try again, one after the other")
    parser.add_argument("--seconds", type=int, default=600, help="how long to go on (default: 600)")
    parser.add_argument("--seed", type=int, default=0, help="of the fuzzer's own chance; 0 is another one each time (default)")
    parser.add_argument("--corpus", metavar="FOLDER", help="what reached new lines is kept here, and begun with the next time "
                        "(default: wobblequest-fuzz in the system's folder for temporary files)")
    parser.add_argument("--keep", metavar="FOLDER", default=".", help="where to put an input that breaks something (default: here)")
    parser.add_argument("--longest", type=int, default=LONGEST, help=f"bytes of an input (default: {LONGEST})")
    parser.add_argument("--only", metavar="NAME", help="try this protocol (or detect, search, recording, capture, level, table) alone")
    parser.add_argument("--planted-fault", metavar="PROTOCOL", help="break this decoder on purpose, to see that such a fault is found")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    warnings.simplefilter("error")
    if asked.files:
        import target
        from planted import broken

        if asked.planted_fault:
            target.decoders[asked.planted_fault] = broken(target.decoders[asked.planted_fault])
        for file in asked.files:
            print(file, flush=True)
            target.one(Path(file).read_bytes())
        return
    import atheris

    with atheris.instrument_imports(include=["wobblequest", "planted"]):
        import target
        from planted import broken
    from seeds import seeds

    for name, known in ((asked.only, target.NAMES), (asked.planted_fault, target.decoders)):
        if name is not None and name not in known:
            sys.exit(f"{name}: there is no such trial; there are {', '.join(known)}")
    if asked.planted_fault:
        target.decoders[asked.planted_fault] = broken(target.decoders[asked.planted_fault])
    corpus = Path(asked.corpus or Path(tempfile.gettempdir()) / "wobblequest-fuzz")
    begin = corpus / "seeds"
    begin.mkdir(parents=True, exist_ok=True)
    for old in begin.iterdir():
        old.unlink()
    for i, data in enumerate(seeds()):
        if asked.only is None or target.trial_of(data) == asked.only:
            (begin / f"{i:03}").write_bytes(data)
    only = asked.only

    def one(data: bytes) -> None:
        if only is None or (len(data) > 1 and target.trial_of(data) == only):
            target.one(data)

    options = [
        f"-max_total_time={asked.seconds}", f"-seed={asked.seed}", f"-max_len={asked.longest}", f"-artifact_prefix={Path(asked.keep)}/",
        "-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()  # ends the process


if __name__ == "__main__":
    main()
