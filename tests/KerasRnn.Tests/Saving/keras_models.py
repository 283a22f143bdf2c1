"""Real Keras' side of the JSON tests: "make" builds models and says what they compute, "check" builds models from JSON given on stdin."""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers as L


def tensor(array):
    array = np.asarray(array, dtype="float32")
    return {"shape": list(array.shape), "data": [float(x) for x in array.ravel()]}


def array(given):
    return np.asarray(given["data"], dtype="float32").reshape(given["shape"])


def models():
    yield "dense", keras.Sequential([keras.Input((6, 2)), L.Flatten(), L.Dense(8, "relu"), L.Dropout(0.25), L.Dense(3, activation=keras.activations.gelu)])
    yield "conv1d", keras.Sequential([
        keras.Input((12, 4)), L.Conv1D(6, 3, padding="causal", dilation_rate=2, groups=2, activation="elu"), L.MaxPooling1D(2, padding="same"),
        L.Conv1D(4, 2, strides=2, padding="same", activation="selu", kernel_regularizer="l1l2"), L.AveragePooling1D(2, strides=1), L.GlobalMaxPooling1D(keepdims=True),
        L.Reshape((2, -1)), L.GlobalAveragePooling1D(), L.RepeatVector(3), L.Activation("softmax")], name="convolutions")
    yield "rnn", keras.Sequential([
        keras.Input((None, 2)), L.SimpleRNN(5, return_sequences=True, go_backwards=True, recurrent_initializer="identity", bias_initializer="uniform", kernel_regularizer=keras.regularizers.L2(1e-3)),
        L.SimpleRNN(4, activation="leaky_relu", unroll=False, use_bias=False, recurrent_regularizer=keras.regularizers.L1(0.5)),
        L.Dense(2, kernel_initializer=keras.initializers.VarianceScaling(2.0, "fan_out", "uniform", seed=3), bias_initializer=keras.initializers.Constant(0.5))])

    positions, context = keras.Input((6, 2), name="positions"), keras.Input((3,), name="context")
    shared = L.Dense(4, "tanh", name="shared")
    start = L.Dense(5)(context)
    states, last = L.SimpleRNN(5, return_sequences=True, return_state=True)(positions, initial_state=start)
    flat = L.Flatten()(shared(states))
    again = shared(last)
    inner_input = keras.Input((24,))
    inner = keras.Model(inner_input, L.Dense(3)(inner_input), name="inner")
    small = keras.Sequential([keras.Input((4,)), L.Dense(3, "sigmoid")], name="small")
    yield "functional", keras.Model(
        [positions, context], [L.Dense(2, name="next")(inner(flat)), L.Dense(1, "sigmoid", name="bounce")(inner(flat)), small(again), inner(flat)])

    compiled = keras.Sequential([keras.Input((3,)), L.Dense(2, trainable=False), L.Dense(1, "sigmoid")])
    compiled.compile(keras.optimizers.AdamW(1e-3, weight_decay=0.01, clipnorm=1.0), keras.losses.BinaryCrossentropy(label_smoothing=0.25),
                     metrics=["accuracy", keras.metrics.MeanAbsoluteError(name="error"), keras.losses.mean_squared_error])
    yield "compiled", compiled
    a = keras.Input((3,), name="a")
    two = keras.Model(a, [L.Dense(2, name="next")(a), L.Dense(3, "softmax", name="kind")(a)])
    two.compile(keras.optimizers.SGD(0.25, momentum=0.5, nesterov=True), {"next": "mse", "kind": keras.losses.SparseCategoricalCrossentropy()},
                loss_weights={"next": 1.0, "kind": 0.5}, metrics={"next": ["mae", keras.metrics.RootMeanSquaredError()], "kind": "accuracy"})
    yield "two_outputs", two


def inputs_of(model, random):
    return [tensor(random.normal(size=[4] + [d or 7 for d in i.shape[1:]])) for i in model.inputs]


def outputs_of(model, given):
    results = model.predict([array(x) for x in given] if len(given) > 1 else array(given[0]), verbose=0)
    return [tensor(r) for r in (results if isinstance(results, (list, tuple)) else [results])]


def make():
    random = np.random.default_rng(1)
    for name, model in models():
        model.set_weights([random.normal(scale=0.5, size=w.shape) for w in model.get_weights()])
        given = inputs_of(model, random)
        yield {"name": name, "json": model.to_json(), "weights": [tensor(w) for w in model.get_weights()], "inputs": given, "outputs": outputs_of(model, given)}


def check():
    for case in json.load(sys.stdin):
        model = keras.models.model_from_json(case["json"])
        model.set_weights([array(w) for w in case["weights"]])
        compiled = model.get_compile_config() if model.compiled else None
        yield {"name": case["name"], "outputs": outputs_of(model, case["inputs"]), "compile_config": compiled,
               "trainable": [layer.trainable for layer in model.layers], "parameters": model.count_params(), "layers": [layer.name for layer in model.layers]}


result = list(make() if sys.argv[1] == "make" else check())
print("RESULT" + json.dumps(result))
