// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "received.hpp"
#include "refusals.hpp"
#include "settings.hpp"
#include "state.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// How a sandbox is started; every member has a default that fits a test.
struct options {
    std::string seed{};                ///< JSON text; when empty, seed_file is read
    std::filesystem::path seed_file{}; ///< when empty too, the seed.json beside these sources
    int https_port{};                  ///< 0 takes any free port
    int http_port{};
    std::vector<std::string> certificate_names = {"api.wooxy.com", "*.wolkvox.com", "*.crmvox.com",
                                                  "*.thulium.com", "localhost",     "127.0.0.1"};
    std::chrono::seconds certificate_from{-3600};               ///< valid from then, counted from now
    std::chrono::seconds certificate_to{7 * 24 * 3600};         ///< and until then: a negative time has expired
    std::chrono::seconds keep_alive{2};                         ///< how long an idle connection stays open
    std::function<void(received_request const&)> on_answered{}; ///< called for every request, one at a time
};

/// Wooxy, Wolkvox Manager, Wolkvox CRM and Thulium on 127.0.0.1, over HTTPS and HTTP.
///
/// The Host field chooses the vendor: api.wooxy.com; wv*.wolkvox.com; *.thulium.com; any other *.wolkvox.com or
/// *.crmvox.com is a CRM. For 127.0.0.1 and localhost the path chooses; other hosts get 421. The vendors are named
/// wooxy, wolkvox, thulium and crm here. Every member may be called from any thread while the server runs.
class server {
public:
    /// Starts both; throws std::runtime_error when a port cannot be had, and as read_seed.
    explicit server(options given = {});
    /// Lets held calls go and stops. Waits for connections that clients keep open, at most `keep_alive`.
    ~server();
    server(server const&) = delete;
    server& operator=(server const&) = delete;

    int https_port() const;
    int http_port() const;

    /// The CA that signed the server's certificate.
    std::string ca_pem() const;
    /// Writes it to `file` and gives that path back.
    std::filesystem::path ca_file(std::filesystem::path const& file) const;
    /// The CA in a file of its own, which is removed with the server.
    std::filesystem::path ca_file() const;

    /// Every request so far, in the order of arrival, answered or not.
    std::vector<received_request> received() const;
    void clear_received();

    /// The next `count` calls to that refusal's vendor are answered with it and change nothing. Several queue up.
    /// Throws std::invalid_argument when there is no such refusal.
    void answer_next(std::string_view name, int count = 1);
    /// Every refusal as the settings have it now.
    std::vector<refusal> refusals() const;

    sandbox::settings& settings();

    /// A copy of what the vendors keep now.
    world state() const;
    void change_state(std::function<void(world&)> const& change);

    /// Holds the vendor's calls once their token is accepted and counted, until release() or a minute has passed.
    void hold(std::string_view vendor);
    void release(std::string_view vendor);
    /// False when fewer than `count` calls were held within `patience`.
    bool wait_until_held(std::string_view vendor, int count,
                         std::chrono::milliseconds patience = std::chrono::seconds(10));

private:
    struct implementation;
    std::unique_ptr<implementation> implementation_;
};

} // namespace sandbox
