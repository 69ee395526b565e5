// Cross-entropy of labels under the softmax of rows of logits, and its derivative by the logits, softmax - one-hot.
// A row is read from memory once and stays in the cache for the passes after the first.
#include <cmath>

#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"

namespace lingtune {
namespace {

LINGTUNE_VECTOR
float largest(const float* x, int64_t count) {
  float most = -INFINITY;
#pragma omp simd reduction(max : most)
  for (int64_t i = 0; i < count; i += 1) most = larger(x[i], most);
  return most;
}

// Sum of exp(x - most), each of which is left in y.
LINGTUNE_VECTOR
float exponentials(const float* x, float most, float* y, int64_t count) {
  float sum = 0.0f;
#pragma omp simd reduction(+ : sum)
  for (int64_t i = 0; i < count; i += 1) {
    y[i] = exponential(x[i] - most);
    sum += y[i];
  }
  return sum;
}

LINGTUNE_VECTOR
void scale(float* y, float factor, int64_t count) {
  for (int64_t i = 0; i < count; i += 1) y[i] *= factor;
}

// The loss of one row; its slopes are left in `slopes`.
float row_loss(const float* logits, int64_t label, float* slopes, int64_t width) {
  const float most = largest(logits, width);
  const float sum = exponentials(logits, most, slopes, width);
  scale(slopes, 1.0f / sum, width);
  slopes[label] -= 1.0f;
  return std::log(sum) + most - logits[label];
}

// Labels come as float32, which holds every integer below 2^24.
void cross_entropy(Call& call) {
  const Input logits = call.input(0);
  const Input labels = call.input(1);
  const int64_t width = logits.width();
  if (!call.check(labels.size == logits.rows(), "LingtuneCrossEntropy: every row must have a label")) return;
  bool within = true;
  for (int64_t row = 0; row < labels.size; row += 1) {
    within = within && labels.data[row] >= 0.0f && labels.data[row] < static_cast<float>(width);
  }
  if (!call.check(within, "LingtuneCrossEntropy: labels must be numbers of columns")) return;
  float* losses = call.output(0, labels.shape);
  float* slopes = call.output(1, logits.shape);
  if (losses == nullptr || slopes == nullptr) return;
  parallel(logits.rows(), width, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      const int64_t at = row * width;
      losses[row] = row_loss(logits.data + at, static_cast<int64_t>(labels.data[row]), slopes + at, width);
    }
  });
}

const Registered<cross_entropy> registered({"LingtuneCrossEntropy", {"logits", "labels"}, {"losses", "slopes"}, false});

}  // namespace
}  // namespace lingtune
