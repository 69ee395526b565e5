// Layer normalisation over the last axis, (x - mean) / sqrt(variance + epsilon) * scale + shift; `number` is epsilon.
// Source: Ba et al. 2016 (arXiv 1607.06450); equal to PyTorch's `LayerNorm`.
#include <cmath>

#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"

namespace lingtune {
namespace {

LINGTUNE_VECTOR
void normalise(const float* x, const float* scale, const float* shift, float epsilon, int64_t width, float* y,
               float* mean, float* inverse) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int64_t i = 0; i < width; i += 1) sum += x[i];
  const float centre = sum / width;
  float squares = 0;
#pragma omp simd reduction(+ : squares)
  for (int64_t i = 0; i < width; i += 1) squares += (x[i] - centre) * (x[i] - centre);
  const float factor = 1.0f / std::sqrt(squares / width + epsilon);
  for (int64_t i = 0; i < width; i += 1) y[i] = (x[i] - centre) * factor * scale[i] + shift[i];
  *mean = centre;
  *inverse = factor;
}

// With n the standardised row, s = 1 / sigma and d = dy * scale: dx = s (d - mean(d) - n mean(d n)).
LINGTUNE_VECTOR
void differentiate(const float* dy, const float* x, const float* scale, float mean, float inverse, int64_t width,
                   float* dx) {
  float sum = 0;
  float product = 0;
#pragma omp simd reduction(+ : sum, product)
  for (int64_t i = 0; i < width; i += 1) {
    const float d = dy[i] * scale[i];
    sum += d;
    product += d * (x[i] - mean);
  }
  const float level = sum / width;
  const float slope = product / width * inverse * inverse;
  for (int64_t i = 0; i < width; i += 1) {
    dx[i] = inverse * (dy[i] * scale[i] - level - (x[i] - mean) * slope);
  }
}

void layer_norm(Call& call) {
  const Input x = call.input(0);
  const Input scale = call.input(1);
  const Input shift = call.input(2);
  const int64_t width = x.width();
  if (!call.check(scale.size == width && shift.size == width,
                  "LingtuneLayerNorm: scale and shift must be as long as a row of x")) {
    return;
  }
  float* y = call.output(0, x.shape);
  float* mean = call.output(1, {x.rows()});
  float* inverse = call.output(2, {x.rows()});
  if (y == nullptr || mean == nullptr || inverse == nullptr) return;
  parallel(x.rows(), width, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      normalise(x.data + row * width, scale.data, shift.data, call.number, width, y + row * width, mean + row,
                inverse + row);
    }
  });
}

void layer_norm_grad(Call& call) {
  const Input dy = call.input(0);
  const Input x = call.input(1);
  const Input scale = call.input(2);
  const Input mean = call.input(3);
  const Input inverse = call.input(4);
  const int64_t width = x.width();
  if (!call.check(dy.shape == x.shape && scale.size == width && mean.size == x.rows() && inverse.size == x.rows(),
                  "LingtuneLayerNormGrad: dy, scale, mean and inverse must be those of x")) {
    return;
  }
  float* dx = call.output(0, x.shape);
  if (dx == nullptr) return;
  parallel(x.rows(), width, [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; row += 1) {
      differentiate(dy.data + row * width, x.data + row * width, scale.data, mean.data[row], inverse.data[row], width,
                    dx + row * width);
    }
  });
}

const Registered<layer_norm> registered_norm(
    {"LingtuneLayerNorm", {"x", "scale", "shift"}, {"y", "mean", "inverse"}, true});
const Registered<layer_norm_grad> registered_norm_grad(
    {"LingtuneLayerNormGrad", {"dy", "x", "scale", "mean", "inverse"}, {"dx"}, false});

}  // namespace
}  // namespace lingtune
