// Making operations on float32 tensors known to TensorFlow, through its C interface.
#pragma once
#include <cstdint>
#include <vector>

#include "tensorflow/c/kernels.h"

namespace lingtune {

// A tensor that an operation reads.
struct Input {
  const float* data;
  std::vector<int64_t> shape;
  int64_t size;

  // Length of the last axis.
  int64_t width() const { return shape.empty() ? 1 : shape.back(); }
  // How many rows of that length there are.
  int64_t rows() const { return width() == 0 ? 0 : size / width(); }
};

// One call of an operation: what it is given, and where its outputs go.
class Call {
 public:
  Call(TF_OpKernelContext* context, float number);
  ~Call();

  // The operation's attribute: an epsilon, a factor; 0 where it has none.
  const float number;

  Input input(int index);
  // Makes an output; null where there is no memory for it, which TensorFlow is told.
  float* output(int index, const std::vector<int64_t>& shape);
  // Gives TensorFlow an error where a condition does not hold; returns whether it holds.
  bool check(bool holds, const char* message);

 private:
  TF_OpKernelContext* const context_;
  TF_Status* const status_;
  std::vector<TF_Tensor*> tensors_;
};

// An operation: its inputs and outputs by name, and whether it has the attribute `number`.
struct Signature {
  const char* name;
  std::vector<const char*> inputs;
  std::vector<const char*> outputs;
  bool has_number;
};

using Compute = void (*)(void* number, TF_OpKernelContext* context);

void register_operation(const Signature& signature, Compute compute);

template <void (*compute)(Call&)>
void run(void* number, TF_OpKernelContext* context) {
  Call call(context, *static_cast<float*>(number));
  compute(call);
}

// Registers an operation while the library is being loaded.
template <void (*compute)(Call&)>
struct Registered {
  explicit Registered(const Signature& signature) { register_operation(signature, run<compute>); }
};

}  // namespace lingtune
