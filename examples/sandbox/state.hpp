// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// A contact source of a Wooxy account, known by Wooxy's id and by the customer's own.
struct wooxy_source {
    std::string id;
    std::string customer_source_id;
};

/// An account found by its access token. `refusal`, when not empty, names the refusal every call with it meets.
struct wooxy_account {
    std::string token;
    std::string user_id;
    std::string refusal;
    std::vector<wooxy_source> sources;
};

struct wooxy_state {
    std::vector<wooxy_account> accounts;
};

/// A record of a Manager campaign; `result` is empty until the customer has been called.
struct manager_record {
    std::string customer_id;
    std::string result;
};

struct manager_campaign {
    std::string type;
    std::string id;
    std::vector<manager_record> records;
};

/// A Manager token and what is left of its daily quota.
struct manager_token {
    std::string token;
    std::int64_t calls_left{};
};

struct manager_state {
    std::string server;
    std::vector<manager_token> tokens;
    std::vector<manager_campaign> campaigns;
};

struct crm_module {
    std::string name;
    std::vector<std::string> ids;
};

/// A CRM operation (the customer's tenant) with the one token that opens it.
struct crm_operation {
    std::string name;
    std::string token;
    std::vector<crm_module> modules;
};

struct crm_state {
    std::string host;
    std::vector<crm_operation> operations;
};

/// A record of a Thulium campaign. While `on_call` it is not removed.
struct thulium_record {
    std::int64_t id{};
    std::string phone_number;
    std::vector<std::string> additional_numbers;
    bool on_call{};
};

struct thulium_campaign {
    std::string id;
    std::vector<thulium_record> records;
};

/// A panel "API user"; `methods` lists what it may call as "DELETE /batch/outbounds/:id/records", "*" being all.
struct thulium_user {
    std::string name;
    std::string password;
    std::vector<std::string> methods;
};

struct thulium_state {
    std::string system_name;
    std::vector<thulium_user> users;
    std::vector<thulium_campaign> campaigns;
};

/// Everything the three vendors keep: a plain value, copied out and changed under the server's lock.
struct world {
    wooxy_state wooxy;
    manager_state wolkvox;
    crm_state crm;
    thulium_state thulium;
};

/// Reads a seed document. Throws std::invalid_argument that names the member at fault.
world read_seed(std::string_view json);

/// Reads a seed file; an empty path is the seed.json beside these sources. Throws as read_seed, and
/// std::runtime_error when the file cannot be read.
world read_seed_file(std::filesystem::path const& file);

/// A value that is only touched under its own lock.
template <class T>
class guarded {
public:
    guarded() = default;
    explicit guarded(T value) : value_(std::move(value)) {}

    template <class F>
    decltype(auto) with(F&& use) {
        std::lock_guard const lock(mutex_);
        return std::forward<F>(use)(value_);
    }

    T copy() const {
        std::lock_guard const lock(mutex_);
        return value_;
    }

private:
    mutable std::mutex mutex_;
    T value_{};
};

} // namespace sandbox
