// Keeps signals away from the threads that run TensorFlow, on Linux: elsewhere it has no such kernels.
//
// TensorFlow's oneDNN has kernels for products of matrices that let the stack pointer point into a buffer on the heap
// (`mov rsp, WS` in jit_avx_gemm_f32.cpp and jit_avx512_common_gemm_f32.cpp of oneDNN 3.7.3; its issue 4845, mended in
// 3.11.2). A handler that runs meanwhile without a stack of its own writes below that buffer, over what lies there. So:
// - a thread of ours takes the signals of the process. The thread that loads this library blocks them, and so does
//   every thread that it starts. Handlers of libuv, which only write into a pipe, may run on any thread;
// - signals that a thread gets for what it does itself, and V8's profiler's, cannot be left to another thread: they are
//   let in, on a stack of their own.
#include <node_api.h>

#ifdef __linux__
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace lingtune {
namespace {

// A fault must end the process where it happens; these are not blocked at all.
constexpr int kFaults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT};

// Meant for one thread: the profiler's, and those for writing to a pipe or a terminal that nobody has in front.
constexpr int kOwn[] = {SIGPROF, SIGPIPE, SIGTTIN, SIGTTOU};

// Much more than the handlers of Node and V8 use, with the widest registers saved.
constexpr size_t kStack = 256 * 1024;

template <size_t count>
bool is_among(int signal, const int (&list)[count]) {
  return std::find(list, list + count, signal) != list + count;
}

template <size_t count>
void change_mask(int how, const int (&list)[count]) {
  sigset_t set;
  sigemptyset(&set);
  for (int signal : list) sigaddset(&set, signal);
  pthread_sigmask(how, &set, nullptr);
}

void block_signals() {
  sigset_t set;
  sigfillset(&set);
  for (int fault : kFaults) sigdelset(&set, fault);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

// Gives the calling thread a stack for handlers, with a page below it that ends the process where it overflows.
bool has_handler_stack() {
  stack_t stack{};
  if (sigaltstack(nullptr, &stack) == 0 && !(stack.ss_flags & SS_DISABLE)) return true;
  const size_t page = sysconf(_SC_PAGESIZE);
  void* memory = mmap(nullptr, page + kStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  mprotect(memory, page, PROT_NONE);
  stack = {};
  stack.ss_sp = static_cast<char*>(memory) + page;
  stack.ss_size = kStack;
  return sigaltstack(&stack, nullptr) == 0;
}

// Has the handlers that are there run on the stack for handlers, where their thread has one.
void move_handlers() {
  for (int signal = 1; signal < NSIG; signal += 1) {
    struct sigaction action;
    if (is_among(signal, kFaults) || sigaction(signal, nullptr, &action) != 0) continue;
    const bool is_set = action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN;
    if (!is_set || (action.sa_flags & SA_ONSTACK)) continue;
    action.sa_flags |= SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

void* take_signals(void*) {
  for (;;) pause();
}

// Done while the library is being loaded, before TensorFlow starts a thread.
struct Receiver {
  Receiver() {
    pthread_t thread;
    if (pthread_create(&thread, nullptr, take_signals, nullptr) != 0) {
      std::fprintf(stderr, "lingtune: no thread could be started for signals, which may end this process\n");
      return;
    }
    pthread_setname_np(thread, "signals");
    pthread_detach(thread);
    block_signals();
  }
} receiver;

// What Node calls, on each thread that uses TensorFlow and whenever there may be a new handler.
napi_value shield(napi_env, napi_callback_info) {
  block_signals();
  if (has_handler_stack()) {
    move_handlers();
    change_mask(SIG_UNBLOCK, kOwn);
  }
  return nullptr;
}

}  // namespace
}  // namespace lingtune
#endif

extern "C" NAPI_MODULE_EXPORT napi_value napi_register_module_v1(napi_env env, napi_value exports) {
#ifdef __linux__
  napi_value function;
  napi_create_function(env, "shield", NAPI_AUTO_LENGTH, lingtune::shield, nullptr, &function);
  napi_set_named_property(env, exports, "shield", function);
#endif
  return exports;
}
