// The Gaussian error linear unit in its tanh form, x g with g = sigmoid(2u), 2u = 2 sqrt(2/pi) (x + 0.044715 x^3).
// Source: Hendrycks & Gimpel 2016 (arXiv 1606.08415); equal to transformers' `gelu_new` and `BloomGelu`.
#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"

namespace lingtune {
namespace {

constexpr float kSlope = 1.5957691216f;  // 2 sqrt(2 / pi)
constexpr float kCube = 0.0713548163f;   // 2 sqrt(2 / pi) 0.044715

LINGTUNE_INLINE float gate(float x) { return 1.0f / (1.0f + exponential(-x * (kSlope + kCube * x * x))); }

LINGTUNE_VECTOR
void values(const float* x, float* y, int64_t count) {
  for (int64_t i = 0; i < count; i += 1) y[i] = x[i] * gate(x[i]);
}

// d(xg)/dx = g + x g (1 - g) (2u)'.
LINGTUNE_VECTOR
void slopes(const float* x, const float* dy, float* dx, int64_t count) {
  for (int64_t i = 0; i < count; i += 1) {
    const float g = gate(x[i]);
    dx[i] = dy[i] * g * (1.0f + x[i] * (1.0f - g) * (kSlope + 3.0f * kCube * x[i] * x[i]));
  }
}

void gelu(Call& call) {
  const Input x = call.input(0);
  float* y = call.output(0, x.shape);
  if (y == nullptr) return;
  parallel(x.size, 1, [&](int64_t begin, int64_t end) { values(x.data + begin, y + begin, end - begin); });
}

void gelu_grad(Call& call) {
  const Input x = call.input(0);
  const Input dy = call.input(1);
  if (!call.check(x.shape == dy.shape, "LingtuneGeluGrad: x and dy must be of one shape")) return;
  float* dx = call.output(0, x.shape);
  if (dx == nullptr) return;
  parallel(x.size, 1, [&](int64_t begin, int64_t end) {
    slopes(x.data + begin, dy.data + begin, dx + begin, end - begin);
  });
}

const Registered<gelu> registered_gelu({"LingtuneGelu", {"x"}, {"y"}, false});
const Registered<gelu_grad> registered_gelu_grad({"LingtuneGeluGrad", {"x", "dy"}, {"dx"}, false});

}  // namespace
}  // namespace lingtune
