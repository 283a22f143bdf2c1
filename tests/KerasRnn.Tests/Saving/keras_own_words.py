"""Real Keras' side of the tests of registered words: "make" writes words of one's own and what models of them compute, "check" reads what is given on stdin."""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers as L
from keras import ops

register = keras.saving.register_keras_serializable


@register(package="my")
def sine(x):
    return x - x * x * x / 6


@register(package="my")
class Ramp(keras.initializers.Initializer):
    def __init__(self, step=0.1):
        self.step = step

    def __call__(self, shape, dtype=None):
        return ops.convert_to_tensor(np.arange(np.prod(shape), dtype="float32").reshape(shape) * np.float32(self.step))

    def get_config(self):
        return {"step": self.step}


@register(package="my")
class Fourth(keras.regularizers.Regularizer):
    def __init__(self, l4=0.1):
        self.l4 = l4

    def __call__(self, x):
        return self.l4 * ops.sum(x**4)

    def get_config(self):
        return {"l4": self.l4}


@register(package="my")
class Damped(L.Layer):
    def __init__(self, units, factor=1.0, kernel_initializer="glorot_uniform", kernel_regularizer=None, activation="tanh", **kwargs):
        super().__init__(**kwargs)
        self.units, self.factor = units, factor
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)
        self.activation = keras.activations.get(activation)

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units), name="kernel", initializer=self.kernel_initializer, regularizer=self.kernel_regularizer)

    def call(self, x):
        return self.activation(x @ self.kernel) * self.factor

    def get_config(self):
        return {**super().get_config(), "units": self.units, "factor": self.factor,
                "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
                "kernel_regularizer": keras.regularizers.serialize(self.kernel_regularizer) if self.kernel_regularizer else None,
                "activation": keras.activations.serialize(self.activation)}


@register(package="my")
class Residual(L.Layer):
    def __init__(self, layer, **kwargs):
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, shape):
        if not self.layer.built:
            self.layer.build(shape)

    def call(self, x):
        return x + self.layer(x)

    def get_config(self):
        return {**super().get_config(), "layer": keras.saving.serialize_keras_object(self.layer)}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "layer": keras.saving.deserialize_keras_object(config["layer"])})


@register()
class Join(L.Layer):
    def call(self, inputs):
        return ops.concatenate(inputs, -1)


@register()
class Halves(L.Layer):
    def call(self, x):
        return tuple(ops.split(x, 2, -1))


@register(package="my", name="PowerLoss")
class Power(keras.losses.Loss):
    def __init__(self, power=4.0, weights=(), name="power", **kwargs):
        super().__init__(name=name, **kwargs)
        self.power, self.weights = power, list(weights)

    def call(self, y, p):
        return ops.mean(ops.abs(p - y) ** self.power * (ops.convert_to_tensor(self.weights) if self.weights else 1.0), -1)

    def get_config(self):
        return {**super().get_config(), "power": self.power, "weights": self.weights}


@register(package="my")
class WorstError(keras.metrics.Metric):
    def __init__(self, name="worst_error", **kwargs):
        super().__init__(name=name, **kwargs)
        self.worst = self.add_variable(shape=(), initializer="zeros", name="worst")

    def update_state(self, y, p, sample_weight=None):
        self.worst.assign(ops.maximum(self.worst, ops.max(ops.abs(p - y))))

    def result(self):
        return self.worst


@register(package="my")
class SignMomentum(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9, name="sign_momentum", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.momentum = momentum

    def build(self, variables):
        super().build(variables)
        self.momenta = self.add_optimizer_variables(variables, "momentum")

    def update_step(self, gradient, variable, learning_rate):
        m = self.momenta[self._get_variable_index(variable)]
        self.assign(m, m * self.momentum + gradient)
        self.assign_sub(variable, ops.sign(m) * learning_rate)

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum}


def words():
    damped = Damped(3, 0.5, name="damped")
    damped.build((None, 4))
    yield "layer", damped
    yield "unbuilt", Residual(L.Activation("relu", name="relu"), name="residual")
    yield "loss", Power(3.0, [1.0, 0.5], reduction="sum")
    yield "metric", WorstError(name="worst")
    yield "optimizer", SignMomentum(0.25, momentum=0.5, clipnorm=1.0)
    yield "initializer", Ramp(0.25)
    yield "regularizer", Fourth(0.5)


def models():
    inner = keras.Sequential([keras.Input((4,)), L.Dense(3, name="narrow"), Damped(4, name="wide")], name="inner")
    model = keras.Sequential([
        keras.Input((4,)), Damped(4, 0.5, kernel_initializer=Ramp(0.25), kernel_regularizer=Fourth(0.5), activation=sine), Residual(L.Dense(4, activation=sine)), Residual(inner),
        Residual(Residual(Damped(4))), L.Dense(2)], name="own")
    model.compile(SignMomentum(0.01, clipnorm=1.0), Power(3.0, [1.0, 0.5]), metrics=[WorstError(), "mae", Power()])
    yield model
    a, b = keras.Input((4,), name="a"), keras.Input((2,), name="b")
    first, second = Halves()(a)
    yield keras.Model([a, b], [Join()([second, b, first]), Join(name="again")([first, first])], name="several")


def tensor(array):
    array = np.asarray(array, dtype="float32")
    return {"shape": list(array.shape), "data": [float(x) for x in array.ravel()]}


def array(given):
    return np.asarray(given["data"], dtype="float32").reshape(given["shape"])


def describe(model, weights, inputs, targets):
    model.set_weights([array(w) for w in weights])
    given = [array(x) for x in inputs]
    results = model.predict(given if len(given) > 1 else given[0], verbose=0)
    answer = {"outputs": [tensor(r) for r in (results if isinstance(results, (list, tuple)) else [results])]}
    if model.compiled:
        answer["evaluation"] = model.evaluate(given[0], array(targets), verbose=0, return_dict=True)
        model.fit(given[0], array(targets), epochs=3, batch_size=4, shuffle=False, verbose=0)
        answer["trained"] = [tensor(w) for w in model.get_weights()]
    return answer


def make():
    random = np.random.default_rng(2)
    built = []
    for model in models():
        weights = [tensor(random.normal(scale=0.5, size=w.shape)) for w in model.get_weights()]
        inputs = [tensor(random.normal(scale=0.5, size=(4, *x.shape[1:]))) for x in model.inputs]
        targets = tensor(random.normal(size=(4, 2)))
        built.append({"json": model.to_json(), "weights": weights, "inputs": inputs, "targets": targets, **describe(model, weights, inputs, targets)})
    return {"words": {kind: keras.saving.serialize_keras_object(word) for kind, word in words()}, "models": built}


def check():
    given = json.load(sys.stdin)
    read = {kind: keras.saving.deserialize_keras_object(word) for kind, word in given["words"].items()}
    return {"words": {kind: keras.saving.serialize_keras_object(word) for kind, word in read.items()},
            "models": [describe(keras.models.model_from_json(m["json"]), m["weights"], m["inputs"], m["targets"]) for m in given["models"]]}


print("RESULT" + json.dumps(make() if sys.argv[1] == "make" else check()))
