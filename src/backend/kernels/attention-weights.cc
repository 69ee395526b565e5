// Attention's weights, softmax(products * scale + bias) over the last axis; `number` is the scale.
// Source: Vaswani et al. 2017 (arXiv 1706.03762), equation 1.
#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"
#include "softmax.h"

namespace lingtune {
namespace {

LINGTUNE_VECTOR
void weigh_row(const float* products, const float* bias, float scale, int64_t seen, float* weights) {
  weigh(products, bias, scale, seen, weights);
}

LINGTUNE_VECTOR
void differentiate_row(const float* weights, const float* slopes, float scale, int64_t seen, float* products) {
  differentiate(weights, slopes, scale, seen, products);
}

// Steps through a tensor whose axes of length 1 are repeated.
struct Repeated {
  explicit Repeated(const Input& input) : input(input) {
    int64_t step = 1;
    for (int axis = 3; axis >= 0; axis -= 1) {
      steps[axis] = input.shape[axis] == 1 ? 0 : step;
      step *= input.shape[axis];
    }
  }

  const float* row(int64_t batch, int64_t head, int64_t time) const {
    return input.data + batch * steps[0] + head * steps[1] + time * steps[2];
  }

  const Input& input;
  int64_t steps[4];
};

// Whether a bias can be repeated to the shape of the products; its last axis must be there.
bool fits(const Input& bias, const Input& products) {
  if (bias.shape.size() != 4 || products.shape.size() != 4) return false;
  for (int axis = 0; axis < 3; axis += 1) {
    if (bias.shape[axis] != 1 && bias.shape[axis] != products.shape[axis]) return false;
  }
  return bias.shape[3] == products.shape[3] && bias.shape[3] > 0;
}

void attention_weights(Call& call) {
  const Input products = call.input(0);
  const Input bias = call.input(1);
  if (!call.check(fits(bias, products), "LingtuneAttentionWeights: the bias must fit the products")) return;
  float* weights = call.output(0, products.shape);
  if (weights == nullptr) return;
  const int64_t heads = products.shape[1];
  const int64_t times = products.shape[2];
  const int64_t seen = products.shape[3];
  const Repeated repeated(bias);
  parallel(products.rows(), seen, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      const float* added = repeated.row(row / times / heads, row / times % heads, row % times);
      weigh_row(products.data + row * seen, added, call.number, seen, weights + row * seen);
    }
  });
}

void attention_weights_grad(Call& call) {
  const Input weights = call.input(0);
  const Input slopes = call.input(1);
  if (!call.check(weights.shape == slopes.shape,
                  "LingtuneAttentionWeightsGrad: weights and slopes must be of one shape")) {
    return;
  }
  float* products = call.output(0, weights.shape);
  if (products == nullptr) return;
  const int64_t seen = weights.width();
  parallel(weights.rows(), seen, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      differentiate_row(weights.data + row * seen, slopes.data + row * seen, call.number, seen, products + row * seen);
    }
  });
}

const Registered<attention_weights> registered_weights(
    {"LingtuneAttentionWeights", {"products", "bias"}, {"weights"}, true});
const Registered<attention_weights_grad> registered_weights_grad(
    {"LingtuneAttentionWeightsGrad", {"weights", "slopes"}, {"products"}, true});

}  // namespace
}  // namespace lingtune
