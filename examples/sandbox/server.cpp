// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "server.hpp"

#include "certificates.hpp"
#include "front_desk.hpp"

#include <httplib.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error "the sandbox needs cpp-httplib with the flags of its pkg-config file: CPPHTTPLIB_OPENSSL_SUPPORT is missing"
#endif

namespace sandbox {
namespace {

// Each kept-alive connection occupies a thread, and tests open more connections than httplib's 8.
constexpr std::size_t threads = 32;

received_request as_received(httplib::Request const& request, bool tls) {
    received_request r;
    r.tls = tls;
    r.method = request.method;
    r.target = request.target;
    r.body = request.body;
    for (auto const& [name, value] : request.headers) {
        // httplib's own notes about the connection, which never came over the wire.
        if (name != "REMOTE_ADDR" && name != "REMOTE_PORT" && name != "LOCAL_ADDR" && name != "LOCAL_PORT") {
            r.headers.emplace_back(name, value);
        }
    }
    r.vendor = vendor_of(r);
    return r;
}

/// One listening httplib server with its thread.
class listener {
public:
    listener(std::unique_ptr<httplib::Server> server, bool tls, int port, std::chrono::seconds keep_alive,
             front_desk& desk, received_log& log)
        : server_(std::move(server)) {
        if (!server_->is_valid()) {
            throw std::runtime_error("sandbox: TLS could not be set up");
        }
        server_->new_task_queue = [] { return new httplib::ThreadPool(threads); };
        server_->set_tcp_nodelay(true);
        server_->set_keep_alive_max_count(100000);
        server_->set_keep_alive_timeout(static_cast<time_t>(keep_alive.count()));
        // httplib's default shares a port with any other program that asks; a sandbox must be the only one.
        server_->set_socket_options([](auto socket) {
            int const yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        route([&desk, &log, tls](httplib::Request const& request, httplib::Response& response) {
            received_request arrived = as_received(request, tls);
            arrived.serial = log.arrived(arrived);
            answer const given = desk.answer_to(arrived);
            response.status = given.status;
            if (!given.body.empty()) {
                response.set_content(given.body, given.content_type);
            }
            log.answered(arrived.serial, given.status, given.body);
        });
        listen(port);
    }

    listener(listener const&) = delete;
    listener& operator=(listener const&) = delete;

    ~listener() {
        server_->stop();
        thread_.join();
    }

    int port() const { return port_; }

private:
    void route(httplib::Server::Handler const& handler) {
        char const* const any = R"([\s\S]*)";
        server_->Get(any, handler);
        server_->Post(any, handler);
        server_->Put(any, handler);
        server_->Patch(any, handler);
        server_->Delete(any, handler);
        server_->Options(any, handler);
    }

    void listen(int port) {
        port_ = port;
        if (port == 0) {
            port_ = server_->bind_to_any_port("127.0.0.1");
        } else if (!server_->bind_to_port("127.0.0.1", port)) {
            port_ = -1;
        }
        if (port_ <= 0) {
            throw std::runtime_error("sandbox: cannot listen on port " + std::to_string(port));
        }
        thread_ = std::thread([this] { server_->listen_after_bind(); });
        // stop() does nothing before the server runs, so that it must run before anyone can stop it.
        for (int waits = 0; !server_->is_running(); ++waits) {
            if (waits == 10000) {
                thread_.join();
                throw std::runtime_error("sandbox: the server does not start");
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    std::unique_ptr<httplib::Server> server_;
    int port_{};
    std::thread thread_;
};

void write_file(std::filesystem::path const& file, std::string const& text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) {
        throw std::runtime_error("sandbox: cannot write " + file.string());
    }
}

/// A file in the temporary directory with a name nobody else has, removed with this.
class temporary_file {
public:
    explicit temporary_file(std::string const& text) {
        std::string name = (std::filesystem::temp_directory_path() / "sandbox-ca-XXXXXX").string();
        int const opened = mkstemp(name.data());
        if (opened < 0) {
            throw std::runtime_error("sandbox: cannot make " + name);
        }
        close(opened);
        path_ = name;
        write_file(path_, text);
    }
    temporary_file(temporary_file const&) = delete;
    temporary_file& operator=(temporary_file const&) = delete;
    ~temporary_file() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace

struct server::implementation {
    explicit implementation(options const& given)
        : state(given.seed.empty() ? read_seed_file(given.seed_file) : read_seed(given.seed)), log(given.on_answered),
          certificates(make_certificates(given.certificate_names, {given.certificate_from, given.certificate_to})),
          desk(environment{state, settings, traffic}),
          https(std::make_unique<httplib::SSLServer>(certificates.server.get(), certificates.server_key.get()), true,
                given.https_port, given.keep_alive, desk, log),
          http(std::make_unique<httplib::Server>(), false, given.http_port, given.keep_alive, desk, log) {}

    ~implementation() { traffic.open(); }

    guarded<world> state;
    sandbox::settings settings;
    sandbox::traffic traffic;
    received_log log;
    sandbox::certificates certificates;
    front_desk desk;
    std::mutex ca_mutex;
    std::unique_ptr<temporary_file> ca;
    listener https;
    listener http;
};

server::server(options given) : implementation_(std::make_unique<implementation>(given)) {}
server::~server() = default;

int server::https_port() const {
    return implementation_->https.port();
}

int server::http_port() const {
    return implementation_->http.port();
}

std::string server::ca_pem() const {
    return implementation_->certificates.ca_pem;
}

std::filesystem::path server::ca_file(std::filesystem::path const& file) const {
    write_file(file, ca_pem());
    return file;
}

std::filesystem::path server::ca_file() const {
    std::lock_guard const lock(implementation_->ca_mutex);
    if (!implementation_->ca) {
        implementation_->ca = std::make_unique<temporary_file>(ca_pem());
    }
    return implementation_->ca->path();
}

std::vector<received_request> server::received() const {
    return implementation_->log.all();
}

void server::clear_received() {
    implementation_->log.clear();
}

void server::answer_next(std::string_view name, int count) {
    implementation_->desk.answer_next(name, count);
}

std::vector<refusal> server::refusals() const {
    return sandbox::refusals(implementation_->settings);
}

sandbox::settings& server::settings() {
    return implementation_->settings;
}

world server::state() const {
    return implementation_->state.copy();
}

void server::change_state(std::function<void(world&)> const& change) {
    implementation_->state.with(change);
}

void server::hold(std::string_view vendor) {
    implementation_->traffic.hold(vendor);
}

void server::release(std::string_view vendor) {
    implementation_->traffic.release(vendor);
}

bool server::wait_until_held(std::string_view vendor, int count, std::chrono::milliseconds patience) {
    return implementation_->traffic.wait_until_held(vendor, count, patience);
}

} // namespace sandbox
