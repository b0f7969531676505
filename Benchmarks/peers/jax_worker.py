"""JAX's side of the benchmark: python3 jax_worker.py CORPUS THREADS.

One jitted update: lax.scan over the steps, gather of input rows for one-hot inputs, softmax
cross-entropy, gradient clipped to norm 1, Adam 2e-3, the state carried from window to window.
JAX takes its threads from the processors it may run on, so that one thread means one processor.
"""

import os
import sys

if int(sys.argv[2]) == 1:
    os.sched_setaffinity(0, {0})

import jax
import jax.numpy as jnp

import worker

ACTIVATIONS = {"tanh": jnp.tanh, "relu": jax.nn.relu}
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def parameters(request, vocabulary):
    """Orthogonal recurrent weights per gate, zero biases, uniform input and readout weights."""
    size = request["hidden_size"]
    gates = 3 if request["cell"] == "gru" else 1
    keys = jax.random.split(jax.random.key(1), gates + 2)
    bound = size ** -0.5
    orthogonal = jax.nn.initializers.orthogonal()
    uniform = jax.random.uniform
    return {
        "weight_ih": uniform(keys[-1], (vocabulary, gates * size), minval=-bound, maxval=bound),
        "weight_hh": jnp.concatenate(
            [orthogonal(key, (size, size), jnp.float32) for key in keys[:gates]], axis=1),
        "bias_ih": jnp.zeros(gates * size),
        "bias_hh": jnp.zeros(gates * size),
        "readout": uniform(keys[-2], (size, vocabulary), minval=-bound, maxval=bound),
        "bias": jnp.zeros(vocabulary),
    }


def make_loss(request):
    """The mean cross-entropy of a window and the state after it."""
    def step(weights, state, projection):
        product = state @ weights["weight_hh"] + weights["bias_hh"]
        if request["cell"] != "gru":
            return ACTIVATIONS[request["hidden"]](projection + product)
        r_in, z_in, n_in = jnp.split(projection, 3, axis=-1)
        r_hidden, z_hidden, n_hidden = jnp.split(product, 3, axis=-1)
        reset, update = jax.nn.sigmoid(r_in + r_hidden), jax.nn.sigmoid(z_in + z_hidden)
        candidate = jnp.tanh(n_in + reset * n_hidden)
        return (1 - update) * candidate + update * state

    def loss(weights, state, inputs, targets):
        def scanned(state, projection):
            state = step(weights, state, projection)
            return state, state

        projections = weights["weight_ih"][inputs] + weights["bias_ih"]
        state, hidden = jax.lax.scan(scanned, state, projections)
        scores = jax.nn.log_softmax(hidden @ weights["readout"] + weights["bias"])
        return -jnp.take_along_axis(scores, targets[..., None], axis=-1).mean(), state

    return loss


def jitted_update(request):
    """The jitted update: (weights, first, second, time, state, inputs, targets) to the next."""
    gradient = jax.value_and_grad(make_loss(request), has_aux=True)

    @jax.jit
    def update(weights, first, second, time, state, inputs, targets):
        (loss, state), grads = gradient(weights, state, inputs, targets)
        norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(grads)))
        grads = jax.tree.map(lambda g: g * jnp.minimum(1, 1 / (norm + 1e-6)), grads)
        time = time + 1
        first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, grads)
        second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, grads)
        rate = worker.LEARNING_RATE / (1 - BETA1 ** time)
        scale = 1 / (1 - BETA2 ** time)
        weights = jax.tree.map(
            lambda w, m, v: w - rate * m / (jnp.sqrt(v * scale) + EPSILON), weights, first, second)
        return weights, first, second, time, state, loss

    return update


def make_update(request, tokens, vocabulary):
    """A model, and the function that makes its next update."""
    step = jitted_update(request)
    weights = parameters(request, vocabulary)
    first = jax.tree.map(jnp.zeros_like, weights)
    second = jax.tree.map(jnp.zeros_like, weights)
    zero = jnp.zeros((request["batch_size"], request["hidden_size"]))
    run = [weights, first, second, jnp.zeros(()), zero]
    batches = worker.windows(tokens, request["batch_size"], request["steps"])

    def update():
        is_first, inputs, targets = next(batches)
        if is_first:
            run[4] = zero
        *run[:], loss = step(*run, inputs, targets)
        return loss.block_until_ready()

    return update


def main():
    """Serve until the input ends."""
    tokens, vocabulary = worker.read_tokens(sys.argv[1])
    worker.serve(worker.trainer(lambda request: make_update(request, tokens, vocabulary)))


if __name__ == "__main__":
    main()
