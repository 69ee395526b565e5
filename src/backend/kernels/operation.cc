#include "operation.h"

#include <cstdio>
#include <string>

#include "tensorflow/c/ops.h"

namespace lingtune {
namespace {

void* create_plain(TF_OpKernelConstruction*) { return new float(0); }

void* create_with_number(TF_OpKernelConstruction* construction) {
  auto* number = new float(0);
  TF_Status* status = TF_NewStatus();
  TF_OpKernelConstruction_GetAttrFloat(construction, "number", number, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return number;
}

void destroy(void* number) { delete static_cast<float*>(number); }

void infer_nothing(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

void complain(const char* name, TF_Status* status) {
  if (TF_GetCode(status) != TF_OK) std::fprintf(stderr, "%s: %s\n", name, TF_Message(status));
}

}  // namespace

Call::Call(TF_OpKernelContext* context, float number)
    : number(number), context_(context), status_(TF_NewStatus()) {}

Call::~Call() {
  for (TF_Tensor* tensor : tensors_) TF_DeleteTensor(tensor);
  TF_DeleteStatus(status_);
}

Input Call::input(int index) {
  TF_Tensor* tensor = nullptr;
  TF_GetInput(context_, index, &tensor, status_);
  tensors_.push_back(tensor);
  Input read{static_cast<const float*>(TF_TensorData(tensor)), {}, TF_TensorElementCount(tensor)};
  for (int axis = 0; axis < TF_NumDims(tensor); axis += 1) read.shape.push_back(TF_Dim(tensor, axis));
  return read;
}

float* Call::output(int index, const std::vector<int64_t>& shape) {
  int64_t size = 1;
  for (int64_t length : shape) size *= length;
  const int axes = static_cast<int>(shape.size());
  TF_Tensor* tensor =
      TF_AllocateOutput(context_, index, TF_FLOAT, shape.data(), axes, size * sizeof(float), status_);
  if (TF_GetCode(status_) != TF_OK) {
    TF_OpKernelContext_Failure(context_, status_);
    return nullptr;
  }
  tensors_.push_back(tensor);
  return static_cast<float*>(TF_TensorData(tensor));
}

bool Call::check(bool holds, const char* message) {
  if (holds) return true;
  TF_SetStatus(status_, TF_INVALID_ARGUMENT, message);
  TF_OpKernelContext_Failure(context_, status_);
  return false;
}

void register_operation(const Signature& signature, Compute compute) {
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(signature.name);
  const auto typed = [](const char* name) { return std::string(name) + ": float"; };
  for (const char* input : signature.inputs) TF_OpDefinitionBuilderAddInput(definition, typed(input).c_str());
  for (const char* output : signature.outputs) TF_OpDefinitionBuilderAddOutput(definition, typed(output).c_str());
  if (signature.has_number) TF_OpDefinitionBuilderAddAttr(definition, "number: float");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, infer_nothing);
  TF_Status* status = TF_NewStatus();
  TF_RegisterOpDefinition(definition, status);
  complain(signature.name, status);
  const auto create = signature.has_number ? create_with_number : create_plain;
  TF_KernelBuilder* builder = TF_NewKernelBuilder(signature.name, "CPU", create, compute, destroy);
  TF_RegisterKernelBuilder(signature.name, builder, status);
  complain(signature.name, status);
  TF_DeleteStatus(status);
}

}  // namespace lingtune
