// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/secret.hpp>

#include <openssl/rand.h>

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

/// The folder in which the processes of one user on one host meet at their gates (POSIX).
namespace apibind::detail {

/// What a child made by fork gives up: a descriptor that it kept would keep its parent's places beyond its parent.
struct fork_guard {
    std::mutex mutex; ///< never taken by another thread at a fork
    std::vector<int*> descriptors;

    static fork_guard& instance() {
        static auto& all = *new fork_guard; // never destroyed: a gate may outlive what is
        return all;
    }

private:
    fork_guard() {
        pthread_atfork([] { instance().mutex.lock(); }, [] { instance().mutex.unlock(); },
                       [] {
                           for (int* one : instance().descriptors) ::close(std::exchange(*one, -1));
                           instance().mutex.unlock();
                       });
    }
};

/// An open file of this process alone.
class own_file {
public:
    own_file() = default;
    own_file(own_file const&) = delete;
    own_file& operator=(own_file const&) = delete;
    ~own_file() { close(); }

    /// False: errno says why.
    bool open(int folder, std::string const& name, int flags) {
        close();
        auto& guard = fork_guard::instance();
        std::lock_guard const lock(guard.mutex);
        guard.descriptors.reserve(guard.descriptors.size() + 1);
        number_ = ::openat(folder, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
        if (number_ == -1) return false;
        guard.descriptors.push_back(&number_);
        return true;
    }
    void close() noexcept {
        if (number_ == -1) return;
        auto& guard = fork_guard::instance();
        std::lock_guard const lock(guard.mutex);
        std::erase(guard.descriptors, &number_);
        ::close(std::exchange(number_, -1));
    }

    bool is_open() const noexcept { return number_ != -1; }
    int number() const noexcept { return number_; }
    /// Whether it still has a name, so that other processes open the same one.
    bool has_name() const noexcept {
        struct stat facts {};
        return ::fstat(number_, &facts) == 0 && facts.st_nlink != 0;
    }
    /// Those who clear temporary folders of what is old leave it alone.
    void preserve() const noexcept {
        [[maybe_unused]] int const ignored = ::fchmod(number_, S_ISVTX | S_IRUSR | S_IWUSR);
        touch();
    }
    void touch() const noexcept { [[maybe_unused]] int const ignored = ::futimens(number_, nullptr); }

private:
    int number_ = -1;
};

inline std::string system_fault(std::string what, int error) {
    return what.append(": ").append(std::generic_category().message(error));
}

/// Why others could read or change it, or empty.
inline std::string privacy_fault(struct stat const& facts) {
    if (facts.st_uid != ::geteuid()) return " belongs to another user";
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) return " is open to other users";
    return {};
}

/// The folder, made where it is missing, and the key in it under which its files get their names.
class gate_folder {
public:
    explicit gate_folder(std::filesystem::path const& path) : name_(path.lexically_normal().string()) {
        while (name_.size() > 1 && name_.back() == '/') name_.pop_back(); // behind it a link would be followed
        fault_ = open();
        if (fault_.empty()) fault_ = open_key();
    }

    /// Why it is of no use, or empty.
    std::string const& fault() const noexcept { return fault_; }
    std::string const& name() const noexcept { return name_; }
    secret const& key() const noexcept { return key_; }
    int number() const noexcept { return folder_.number(); }
    bool is_open() const noexcept { return folder_.is_open(); }
    /// Whether other processes still find the same folder and key.
    bool is_in_place() const noexcept { return key_file_.has_name(); }
    void touch() const noexcept { key_file_.touch(); }

private:
    std::string told(std::string_view what) const { return "the folder of the gates " + name_ + std::string(what); }

    std::string open() {
        if (name_.empty() || name_.front() != '/') return told(" is not named by a path from the root");
        if (::mkdir(name_.c_str(), S_IRWXU) != 0 && errno != EEXIST)
            return system_fault(told(" cannot be made"), errno);
        if (!folder_.open(AT_FDCWD, name_, O_RDONLY | O_DIRECTORY))
            return errno == ENOTDIR || errno == ELOOP ? told(" is a link or a file") // whose folder it is, nobody knows
                                                      : system_fault(told(" cannot be opened"), errno);
        struct stat facts {};
        if (::fstat(number(), &facts) != 0) return system_fault(told(" cannot be looked at"), errno);
        if (auto const fault = privacy_fault(facts); !fault.empty()) return told(fault);
        return {};
    }

    std::string open_key() {
        if (!key_file_.open(number(), "key", O_RDONLY)) {
            if (errno != ENOENT) return system_fault(told(": its key cannot be opened"), errno);
            if (auto fault = make_key(); !fault.empty()) return fault;
            if (!key_file_.open(number(), "key", O_RDONLY))
                return system_fault(told(": its key cannot be opened"), errno);
        }
        struct stat facts {};
        if (::fstat(key_file_.number(), &facts) != 0) return system_fault(told(": its key cannot be looked at"), errno);
        if (auto const fault = privacy_fault(facts); !fault.empty()) return told(": its key" + fault);
        char bytes[key_size];
        if (!S_ISREG(facts.st_mode) || facts.st_size != key_size ||
            ::pread(key_file_.number(), bytes, key_size, 0) != static_cast<::ssize_t>(key_size))
            return told(": its key is damaged; remove it when no process uses the folder");
        key_ = secret(std::string(bytes, key_size));
        key_file_.preserve();
        return {};
    }

    /// The key comes to its name whole, and only one of several processes gives it.
    std::string make_key() {
        unsigned char bytes[key_size + 8];
        if (RAND_bytes(bytes, sizeof bytes) != 1) return told(": no random bytes for its key");
        std::string draft = "key.";
        for (auto i = key_size; i != sizeof bytes; ++i) draft.append(std::to_string(bytes[i])).append(".");
        own_file file;
        if (!file.open(number(), draft, O_WRONLY | O_CREAT | O_EXCL))
            return system_fault(told(": its key cannot be made"), errno);
        std::string fault;
        errno = ENOSPC; // what a short write means
        if (::write(file.number(), bytes, key_size) != static_cast<::ssize_t>(key_size) ||
            ::fsync(file.number()) != 0 ||
            (::linkat(number(), draft.c_str(), number(), "key", 0) != 0 && errno != EEXIST))
            fault = system_fault(told(": its key cannot be made"), errno);
        ::unlinkat(number(), draft.c_str(), 0);
        return fault;
    }

    static constexpr std::size_t key_size = 32;
    std::string name_;
    own_file folder_;
    own_file key_file_;
    secret key_;
    std::string fault_;
};

/// Where gates are that are given no folder: $XDG_RUNTIME_DIR/apibind if that is this user's alone, else apibind-<user
/// id> in the folder for temporary files.
inline std::filesystem::path usual_gate_folder() {
    struct stat facts {};
    char const* const run = std::getenv("XDG_RUNTIME_DIR");
    if (run && *run == '/' && ::stat(run, &facts) == 0 && S_ISDIR(facts.st_mode) && privacy_fault(facts).empty())
        return std::filesystem::path(run) / "apibind";
    std::error_code none;
    auto const temporary = std::filesystem::temp_directory_path(none);
    return (none ? std::filesystem::path("/tmp") : temporary) / ("apibind-" + std::to_string(::geteuid()));
}

} // namespace apibind::detail
