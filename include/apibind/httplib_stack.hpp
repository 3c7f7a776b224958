// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pthread.h>
#include <signal.h>

#include <cstddef>
#include <exception>

namespace apibind::detail {

/// What std::regex takes of the stack for a character of a status line, at most; AddressSanitizer has it take more.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define APIBIND_DETAIL_IS_STACK_PADDED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define APIBIND_DETAIL_IS_STACK_PADDED
#endif
#if defined(APIBIND_DETAIL_IS_STACK_PADDED)
constexpr std::size_t stack_of_a_character = 800;
#undef APIBIND_DETAIL_IS_STACK_PADDED
#else
constexpr std::size_t stack_of_a_character = 400;
#endif

/// Runs `work` on a stack of that size, and waits for it: cpp-httplib reads a status line with std::regex, which
/// recurses with every character. What it throws is thrown here. False: there is no such stack.
template <class Work>
[[nodiscard]] bool run_on_stack(std::size_t size, Work& work) {
    struct errand {
        Work& work;
        std::exception_ptr thrown{};

        static void* run(void* self) noexcept {
            auto& one = *static_cast<errand*>(self);
#if defined(__cpp_exceptions)
            try {
                one.work();
            } catch (...) {
                one.thrown = std::current_exception();
            }
#else
            one.work();
#endif
            return nullptr;
        }
    } one{work};

    pthread_attr_t attributes;
    if (::pthread_attr_init(&attributes) != 0) return false;
    // The program's signals are for its own threads; a SIGPIPE goes with this one.
    sigset_t all, before;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, &before);
    pthread_t thread{};
    bool const is_running = ::pthread_attr_setstacksize(&attributes, size) == 0 &&
                            ::pthread_create(&thread, &attributes, &errand::run, &one) == 0;
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ::pthread_attr_destroy(&attributes);
    if (!is_running) return false;
    ::pthread_join(thread, nullptr);
#if defined(__cpp_exceptions)
    if (one.thrown) std::rethrow_exception(one.thrown);
#endif
    return true;
}

} // namespace apibind::detail
