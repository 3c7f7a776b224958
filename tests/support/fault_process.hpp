// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <vector>

namespace faults {

/// Another process of this test program, which runs one of its skipped test cases with further variables in its
/// environment. Not a fork: other threads may run.
class own_process {
public:
    own_process(std::string const& test_case, std::vector<std::string> const& variables) {
        std::vector<std::string> words = {"/proc/self/exe", "--test-case=" + test_case, "--no-skip"};
        std::vector<char*> arguments, environment;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        auto own = variables;
        for (auto& variable : own) environment.push_back(variable.data());
        for (char** variable = environ; *variable; ++variable) environment.push_back(*variable);
        environment.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        for (int const descriptor : {1, 2})
            ::posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&actions, 3); // the sockets of others end when those say
        if (::posix_spawn(&id_, words[0].c_str(), &actions, nullptr, arguments.data(), environment.data()) != 0)
            id_ = -1;
        ::posix_spawn_file_actions_destroy(&actions);
    }
    own_process(own_process const&) = delete;
    own_process& operator=(own_process const&) = delete;
    ~own_process() { wait(); }

    /// Whether it ended with success.
    bool wait() {
        if (id_ > 0) ::waitpid(id_, &status_, 0);
        id_ = -1;
        return WIFEXITED(status_) && WEXITSTATUS(status_) == 0;
    }

private:
    pid_t id_ = -1;
    int status_ = -1;
};

inline bool run_self(std::string const& test_case, std::vector<std::string> const& variables) {
    return own_process(test_case, variables).wait();
}

} // namespace faults
