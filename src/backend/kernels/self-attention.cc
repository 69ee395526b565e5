// Self-attention from a fused projection, softmax(query key^T * scale + bias) value for each head; `number` is the
// scale. The weights are never in memory but for a block of rows, and keys that a block does not see are skipped.
// Source: Dao et al. 2022 (arXiv 2205.14135), section 3.1, with whole rows of weights in place of their tiles.
#include <algorithm>
#include <vector>

#include "arithmetic.h"
#include "operation.h"
#include "parallel.h"
#include "softmax.h"
#include "tile.h"

namespace lingtune {
namespace {

// Rows whose weights are computed at a time.
constexpr int64_t kBlock = 32;
// A bias below this hides a key (`HIDDEN` in attention.ts is -1e30).
constexpr float kHidden = -5e29f;

// The bias of each row; axes of length 1 are repeated.
struct Bias {
  const float* data;
  int64_t batch, head, time;
};

// Where the numbers of a head lie in the projection: [batch, time, heads, 3, size] or [batch, time, 3, heads, size].
struct Layout {
  int64_t batches, times, heads, size;
  int64_t head, part;

  int64_t row() const { return heads * 3 * size; }
  int64_t width() const { return heads * size; }
};

// One head of one text.
struct Head {
  const float* parts[3];  // Query, key and value, a row every `step` numbers.
  int64_t step;
  const float* bias;
  int64_t bias_step;
  Softmax* statistics;  // Of each row.
  int64_t times, size;
  float scale;
};

// Rows of `size` numbers, each followed by zeros, and rows of zeros up to a whole block.
LINGTUNE_INLINE void gather(const float* from, int64_t step, const Head& head, Grid to) {
  for (int64_t row = 0; row < head.times; row += 1) {
    copy(from + row * step, head.size, to.data + row * to.row);
  }
}

LINGTUNE_INLINE void transpose(const Grid from, int64_t rows, int64_t columns, Grid to) {
  for (int64_t row = 0; row < rows; row += 1) {
    for (int64_t column = 0; column < columns; column += 1) {
      to.data[column * to.row + row] = from.data[row * from.row + column];
    }
  }
}

// How many keys must be looked at for a block of rows: those up to the last that any row sees, or all for a row that
// sees none.
LINGTUNE_INLINE int64_t reach(const Head& head, int64_t begin, int64_t end) {
  int64_t most = 0;
  for (int64_t row = begin; row < end; row += 1) {
    const float* bias = head.bias + row * head.bias_step;
    int64_t seen = head.times;
    while (seen > most && bias[seen - 1] < kHidden) seen -= 1;
    if (seen == 0) return head.times;
    most = std::max(most, seen);
  }
  return most;
}

// Products of a row to its weights, from what was kept of the first time.
LINGTUNE_INLINE void weigh_again(float* scores, const float* bias, float scale, int64_t seen, Softmax kept) {
  for (int64_t i = 0; i < seen; i += 1) {
    scores[i] = exponential(scores[i] * scale + bias[i] - kept.highest) * kept.share;
  }
}

// Working memory that is cut into grids.
class Scratch {
 public:
  Grid grid(int64_t rows, int64_t columns) {
    grids_.emplace_back(rows * columns, 0.0f);
    return {grids_.back().data(), columns};
  }

 private:
  std::vector<std::vector<float>> grids_;
};

struct Workspace {
  explicit Workspace(int64_t times, int64_t size)
      : rows(padded(times, kBlock)), columns(padded(size, kLanes)) {
    for (Grid& part : parts) part = scratch.grid(rows, columns);
    keys = scratch.grid(columns, rows);
    weights = scratch.grid(kBlock, rows);
    result = scratch.grid(rows, columns);
  }

  int64_t rows, columns;
  Scratch scratch;
  Grid parts[3];
  Grid keys;     // Transposed.
  Grid weights;  // Of a block of rows.
  Grid result;
};

struct BackwardWorkspace : Workspace {
  explicit BackwardWorkspace(int64_t times, int64_t size) : Workspace(times, size) {
    values = scratch.grid(columns, rows);
    slopes = scratch.grid(kBlock, rows);
    for (Grid& gradient : gradients) gradient = scratch.grid(rows, columns);
  }

  Grid values;  // Transposed.
  Grid slopes;  // Of a block of weights.
  Grid gradients[3];
};

LINGTUNE_VECTOR
void attend(const Head& head, Workspace& space, float* output, int64_t output_step) {
  for (int part = 0; part < 3; part += 1) gather(head.parts[part], head.step, head, space.parts[part]);
  const Grid& query = space.parts[0];
  transpose(space.parts[1], head.times, head.size, space.keys);
  for (int64_t begin = 0; begin < head.times; begin += kBlock) {
    const int64_t end = std::min(begin + kBlock, head.times);
    const int64_t seen = reach(head, begin, end);
    const int64_t length = padded(seen, kLanes);
    const Left rows{query.data + begin * query.row, query.row, 1};
    multiply(rows, space.keys, space.weights, kBlock, length, space.columns, false);
    for (int64_t row = begin; row < begin + kBlock; row += 1) {
      float* scores = space.weights.data + (row - begin) * space.weights.row;
      const int64_t kept = row < end ? seen : 0;
      if (row < end) {
        const float* bias = head.bias + row * head.bias_step;
        head.statistics[row] = weigh(scores, bias, head.scale, seen, scores);
      }
      std::fill(scores + kept, scores + length, 0.0f);
    }
    const Left weights{space.weights.data, space.weights.row, 1};
    const Grid block{space.result.data + begin * space.result.row, space.result.row};
    multiply(weights, space.parts[2], block, kBlock, space.columns, length, false);
    for (int64_t row = begin; row < end; row += 1) {
      copy(space.result.data + row * space.result.row, head.size, output + row * output_step);
    }
  }
}

LINGTUNE_VECTOR
void attend_back(const Head& head, const float* slopes, int64_t slope_step, BackwardWorkspace& space,
                 float* const* outputs) {
  for (int part = 0; part < 3; part += 1) gather(head.parts[part], head.step, head, space.parts[part]);
  gather(slopes, slope_step, head, space.result);
  transpose(space.parts[1], head.times, head.size, space.keys);
  transpose(space.parts[2], head.times, head.size, space.values);
  const Grid& query = space.parts[0];
  for (int part = 1; part < 3; part += 1) {
    std::fill_n(space.gradients[part].data, space.rows * space.columns, 0.0f);
  }
  for (int64_t begin = 0; begin < head.times; begin += kBlock) {
    const int64_t end = std::min(begin + kBlock, head.times);
    const int64_t seen = reach(head, begin, end);
    const int64_t length = padded(seen, kLanes);
    const Grid given{space.result.data + begin * space.result.row, space.result.row};
    const Grid asked{query.data + begin * query.row, query.row};
    multiply({asked.data, asked.row, 1}, space.keys, space.weights, kBlock, length, space.columns, false);
    multiply({given.data, given.row, 1}, space.values, space.slopes, kBlock, length, space.columns, false);
    for (int64_t row = begin; row < begin + kBlock; row += 1) {
      float* weights = space.weights.data + (row - begin) * space.weights.row;
      float* inner = space.slopes.data + (row - begin) * space.slopes.row;
      const int64_t kept = row < end ? seen : 0;
      if (row < end) {
        const float* bias = head.bias + row * head.bias_step;
        weigh_again(weights, bias, head.scale, seen, head.statistics[row]);
        differentiate(weights, inner, head.scale, seen, inner);
      }
      std::fill(weights + kept, weights + length, 0.0f);
      std::fill(inner + kept, inner + length, 0.0f);
    }
    const Grid asking{space.gradients[0].data + begin * space.columns, space.columns};
    multiply({space.slopes.data, space.slopes.row, 1}, space.parts[1], asking, kBlock, space.columns, length, false);
    multiply({space.slopes.data, 1, space.slopes.row}, asked, space.gradients[1], length, space.columns, kBlock, true);
    multiply({space.weights.data, 1, space.weights.row}, given, space.gradients[2], length, space.columns, kBlock, true);
  }
  for (int part = 0; part < 3; part += 1) {
    const Grid& gradient = space.gradients[part];
    for (int64_t row = 0; row < head.times; row += 1) {
      copy(gradient.data + row * gradient.row, head.size, outputs[part] + row * head.step);
    }
  }
}

template <bool kHeadFirst>
bool read_layout(const Input& fused, Layout& layout) {
  constexpr int kHeads = kHeadFirst ? 2 : 3, kParts = kHeadFirst ? 3 : 2;
  if (fused.shape.size() != 5 || fused.shape[kParts] != 3) return false;
  const int64_t heads = fused.shape[kHeads], size = fused.shape[4];
  const int64_t head = kHeadFirst ? 3 * size : size, part = kHeadFirst ? size : heads * size;
  layout = {fused.shape[0], fused.shape[1], heads, size, head, part};
  return true;
}

bool read_bias(const Input& input, const Layout& layout, Bias& bias) {
  const std::vector<int64_t> whole{layout.batches, layout.heads, layout.times, layout.times};
  if (input.shape.size() != 4 || input.shape[3] != layout.times) return false;
  int64_t steps[3];
  int64_t step = input.shape[3];
  for (int axis = 2; axis >= 0; axis -= 1) {
    if (input.shape[axis] != 1 && input.shape[axis] != whole[axis]) return false;
    steps[axis] = input.shape[axis] == 1 ? 0 : step;
    step *= input.shape[axis];
  }
  bias = {input.data, steps[0], steps[1], steps[2]};
  return true;
}

Head head_at(int64_t place, const Layout& layout, const float* fused, const Bias& bias, Softmax* statistics,
             float scale) {
  const int64_t batch = place / layout.heads, head = place % layout.heads;
  const float* first = fused + batch * layout.times * layout.row() + head * layout.head;
  return {{first, first + layout.part, first + 2 * layout.part},
          layout.row(),
          bias.data + batch * bias.batch + head * bias.head,
          bias.time,
          statistics + place * layout.times,
          layout.times,
          layout.size,
          scale};
}

// Where a head's results lie in [batch * time, heads * size].
int64_t result_place(int64_t place, const Layout& layout) {
  return place / layout.heads * layout.times * layout.width() + place % layout.heads * layout.size;
}

template <bool kHeadFirst>
void self_attention(Call& call) {
  const Input fused = call.input(0);
  const Input added = call.input(1);
  Layout layout;
  Bias bias;
  if (!call.check(read_layout<kHeadFirst>(fused, layout) && read_bias(added, layout, bias),
                  "LingtuneSelfAttention: the bias must fit a projection of 5 axes, 3 parts a head")) {
    return;
  }
  float* output = call.output(0, {layout.batches * layout.times, layout.width()});
  float* kept = call.output(1, {layout.batches, layout.heads, layout.times, 2});
  if (output == nullptr || kept == nullptr) return;
  auto* statistics = reinterpret_cast<Softmax*>(kept);
  parallel(layout.batches * layout.heads, layout.times * layout.times * layout.size, [&](int64_t begin, int64_t end) {
    Workspace space(layout.times, layout.size);
    for (int64_t place = begin; place < end; place += 1) {
      const Head head = head_at(place, layout, fused.data, bias, statistics, call.number);
      attend(head, space, output + result_place(place, layout), layout.width());
    }
  });
}

template <bool kHeadFirst>
void self_attention_grad(Call& call) {
  const Input dy = call.input(0);
  const Input fused = call.input(1);
  const Input added = call.input(2);
  const Input kept = call.input(3);
  Layout layout;
  Bias bias;
  const bool fits = read_layout<kHeadFirst>(fused, layout) && read_bias(added, layout, bias) &&
                    dy.size * 3 == fused.size && kept.size * layout.size * 3 == fused.size * 2;
  if (!call.check(fits, "LingtuneSelfAttentionGrad: inputs must be of the shapes of the way forward")) return;
  float* output = call.output(0, fused.shape);
  if (output == nullptr) return;
  auto* statistics = reinterpret_cast<Softmax*>(const_cast<float*>(kept.data));
  parallel(layout.batches * layout.heads, layout.times * layout.times * layout.size, [&](int64_t begin, int64_t end) {
    BackwardWorkspace space(layout.times, layout.size);
    for (int64_t place = begin; place < end; place += 1) {
      const Head head = head_at(place, layout, fused.data, bias, statistics, call.number);
      float* const first = output + (head.parts[0] - fused.data);
      float* const outputs[3] = {first, first + layout.part, first + 2 * layout.part};
      attend_back(head, dy.data + result_place(place, layout), layout.width(), space, outputs);
    }
  });
}

const Signature signature(const char* name) { return {name, {"fused", "bias"}, {"mixed", "statistics"}, true}; }
const Signature grad_signature(const char* name) {
  return {name, {"dy", "fused", "bias", "statistics"}, {"dfused"}, true};
}

const Registered<self_attention<true>> registered_head_first(signature("LingtuneSelfAttentionByHead"));
const Registered<self_attention<false>> registered_part_first(signature("LingtuneSelfAttentionByPart"));
const Registered<self_attention_grad<true>> registered_head_first_grad(
    grad_signature("LingtuneSelfAttentionByHeadGrad"));
const Registered<self_attention_grad<false>> registered_part_first_grad(
    grad_signature("LingtuneSelfAttentionByPartGrad"));

}  // namespace
}  // namespace lingtune
