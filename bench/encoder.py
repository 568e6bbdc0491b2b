"""What another run of the model's two encoders would give: thinc's, and the same layers in onnxruntime, as ratios.

`python -m bench.encoder`, in an environment that has onnx and onnxruntime too, which Dateline itself does without.
The layers have the model's shapes and made-up weights: it is the time that is asked for.  One thread each.
"""

import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import cast

import numpy as np
import onnx  # no dependency
import onnxruntime  # no dependency
import spacy
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic  # no dependency
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import use_ops

from bench.service import make_articles
from workers.stages.parse import MODEL

ARTICLES, ROUNDS, SEED = 30, 5, 1
WIDTH, PIECES, VECTORS, DEPTH, HASHES = 96, 3, 300, 4, 4
# Rows of the hashed embeddings of the tagger's and parser's encoder, and of the one that finds names.
ENCODERS = {"tok2vec": (5000, 1000, 2500, 2500, 50, 50), "ner": (5000, 1000, 2500, 2500)}
Floats = NDArray[np.float32]


class Graph:
    """An ONNX graph that is written node by node."""

    def __init__(self) -> None:
        self._rng = np.random.default_rng(SEED)
        self._names = (f"n{n}" for n in count())
        self._nodes: list[onnx.NodeProto] = []
        self._values: list[onnx.TensorProto] = []

    def node(self, kind: str, *inputs: str, output: str | None = None, **attributes: object) -> str:
        """The name of what a node gives."""
        output = output or next(self._names)
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, value: NDArray[np.generic]) -> str:
        """The name of a constant."""
        name = next(self._names)
        self._values.append(numpy_helper.from_array(value, name))
        return name

    def weights(self, *shape: int) -> str:
        """The name of made-up weights."""
        return self.constant((self._rng.standard_normal(shape) * 0.05).astype(np.float32))

    def maxout(self, x: str, n_in: int) -> str:
        """A maxout layer, normalized."""
        y = self.node("Add", self.node("MatMul", x, self.weights(n_in, WIDTH * PIECES)), self.weights(WIDTH * PIECES))
        y = self.node("Reshape", y, self.constant(np.array([-1, WIDTH, PIECES], dtype=np.int64)))
        y = self.node("ReduceMax", y, self.constant(np.array([2], dtype=np.int64)), keepdims=0)
        return self.node("LayerNormalization", y, self.weights(WIDTH), self.weights(WIDTH), axis=-1)

    def window(self, x: str) -> str:
        """Each row between the one before it and the one after it."""
        pads = self.constant(np.array([1, 0, 1, 0], dtype=np.int64))
        padded, axes = self.node("Pad", x, pads), self.constant(np.array([0], dtype=np.int64))
        begins, ends = ([0, 2], [-2, np.iinfo(np.int64).max])
        before, after = (
            self.node("Slice", padded, *(self.constant(np.array([at], dtype=np.int64)) for at in pair), axes)
            for pair in zip(begins, ends, strict=True)
        )
        return self.node("Concat", before, x, after, axis=1)

    def finish(self, rows: tuple[int, ...], output: str) -> onnx.ModelProto:
        """The model: hashed rows of each feature (tokens, HASHES) and word vectors (tokens, VECTORS) in."""
        inputs = [
            helper.make_tensor_value_info(f"rows{n}", TensorProto.INT64, [None, HASHES]) for n in range(len(rows))
        ]
        inputs.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [None, VECTORS]))
        outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [None, WIDTH])]
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, self._values)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)


def write_encoder(rows: tuple[int, ...]) -> onnx.ModelProto:
    """An encoder with hashed embeddings of so many rows."""
    graph = Graph()
    axis = graph.constant(np.array([1], dtype=np.int64))
    parts = [
        graph.node("ReduceSum", graph.node("Gather", graph.weights(size, WIDTH), f"rows{n}"), axis, keepdims=0)
        for n, size in enumerate(rows)
    ]
    parts.append(graph.node("MatMul", "vectors", graph.weights(VECTORS, WIDTH)))
    x = graph.maxout(graph.node("Concat", *parts, axis=1), WIDTH * len(parts))
    for _ in range(DEPTH):
        x = graph.node("Add", x, graph.maxout(graph.window(x), WIDTH * PIECES))
    return graph.finish(rows, graph.node("Identity", x, output="encoded"))


def open_sessions(folder: Path, *, is_quantized: bool) -> Iterator[onnxruntime.InferenceSession]:
    """The encoders in onnxruntime, in floats or with weights of eight bits."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    for name, rows in ENCODERS.items():
        path = folder / f"{name}.onnx"
        onnx.save(write_encoder(rows), path)
        if is_quantized:
            quantize_dynamic(path, path := folder / f"{name}-int8.onnx", weight_type=QuantType.QInt8)
        yield onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def run_sessions(sessions: list[onnxruntime.InferenceSession], lengths: list[int]) -> Callable[[], None]:
    """What runs the encoders over texts of so many tokens."""
    rng = np.random.default_rng(SEED)
    vectors = [rng.standard_normal((n, VECTORS)).astype(np.float32) for n in lengths]
    fed = [
        [
            {f"rows{i}": rng.integers(0, size, (n, HASHES)) for i, size in enumerate(rows)} | {"vectors": known}
            for n, known in zip(lengths, vectors, strict=True)
        ]
        for rows in ENCODERS.values()
    ]

    def run() -> None:
        for session, feeds in zip(sessions, fed, strict=True):
            for feed in feeds:
                session.run(None, feed)

    return run


def run_thinc(nlp: Language, docs: list[Doc]) -> Callable[[], None]:
    """What runs the model's own encoders."""
    encoder, names = (cast(TrainablePipe, nlp.get_pipe(name)).model for name in ENCODERS)
    models = [encoder, names.get_ref("tok2vec").layers[0]]

    def run() -> None:
        for model in models:
            for doc in docs:
                model.predict([doc])

    return run


def main() -> int:
    """Measure in turns, and print milliseconds an article and shares of the whole parse."""
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    shipped = spacy.load(MODEL)
    with use_ops("numpy", use_blis=False):
        ours = spacy.load(MODEL)
    texts = [article.text for article in make_articles(ARTICLES, SEED)]
    docs = [shipped.make_doc(text) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        floats, bytes_ = (list(open_sessions(Path(folder), is_quantized=quantized)) for quantized in (False, True))
        lengths = [len(doc) for doc in docs]
        runs: dict[str, Callable[[], object]] = {
            "whole parse, as it ships": lambda: [shipped(text) for text in texts],
            "whole parse, OpenBLAS": lambda: [ours(text) for text in texts],
            "encoders, thinc and BLIS": run_thinc(shipped, docs),
            "encoders, thinc and OpenBLAS": run_thinc(ours, docs),
            "encoders, onnxruntime, float32": run_sessions(floats, lengths),
            "encoders, onnxruntime, int8": run_sessions(bytes_, lengths),
        }
        taken = {name: [_seconds(run) for _ in range(ROUNDS + 1)][1:] for name, run in runs.items()}
    whole = statistics.median(taken["whole parse, OpenBLAS"])
    for name, found in taken.items():
        seconds = statistics.median(found)
        milliseconds = seconds / ARTICLES * 1000
        print(f"{name:<34}{milliseconds:>8.1f} ms an article {seconds / whole:>6.2f} of the parse with OpenBLAS")
    return 0


def _seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
