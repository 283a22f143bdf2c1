"""Reads models with weights and data from standard input, trains each 100 steps of Adam with Keras, and prints losses and weights."""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np


def tensor(numbers):
    return np.array(numbers["data"], "float32").reshape(numbers["shape"])


results = []
for case in json.load(sys.stdin):
    model = keras.models.model_from_json(case["json"])
    model.set_weights([tensor(weight) for weight in case["weights"]])
    model.compile(optimizer=keras.optimizers.Adam(case["rate"]), loss="mse")
    x, y = tensor(case["x"]), tensor(case["y"])
    losses = [float(model.train_on_batch(x, y)) for _ in range(case["steps"])]
    weights = [weight.astype("float64").ravel().tolist() for weight in model.get_weights()]
    results.append({"losses": losses, "weights": weights})
print("RESULT" + json.dumps(results))
