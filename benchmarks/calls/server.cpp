// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// The vendor of the benchmarks, in a process of its own: a POST is answered with 32 bytes, a GET with 891 KB, from
// memory and in one write. Writes its plain port, its port with TLS 1.3 and the file of its CA to standard output, and
// goes when standard input ends.

#include "payloads/values.hpp"

#include <support/certificates.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace {

std::string answer_of(std::string const& body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

struct answers {
    std::string small = answer_of(payload::text_of_removed);
    std::string large = answer_of(text_of(payload::some_directory()));
};

class peer {
public:
    peer(int descriptor, SSL_CTX* context) : descriptor_(descriptor), ssl_(context ? SSL_new(context) : nullptr) {
        int const on = 1;
        ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (ssl_) SSL_set_fd(ssl_, descriptor_);
    }
    peer(peer const&) = delete;
    peer& operator=(peer const&) = delete;
    ~peer() {
        SSL_free(ssl_);
        ::close(descriptor_);
    }

    bool accept() { return !ssl_ || SSL_accept(ssl_) == 1; }
    /// One more piece; false at the end.
    bool read(std::string& to) {
        char piece[4096];
        auto const size =
            ssl_ ? SSL_read(ssl_, piece, sizeof piece) : static_cast<int>(::recv(descriptor_, piece, sizeof piece, 0));
        if (size > 0) to.append(piece, static_cast<std::size_t>(size));
        return size > 0;
    }
    bool write(std::string_view text) {
        while (!text.empty()) {
            auto const size = ssl_ ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                                   : static_cast<int>(::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL));
            if (size <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }

private:
    int descriptor_;
    SSL* ssl_;
};

/// The size of the request at the beginning of `text`; 0 while it is not whole.
std::size_t request_size(std::string_view text) {
    auto const head = text.find("\r\n\r\n");
    if (head == text.npos) return 0;
    auto const field = text.substr(0, head).find("Content-Length: ");
    std::size_t const body =
        field == text.npos ? 0 : static_cast<std::size_t>(std::strtoul(text.data() + field + 16, nullptr, 10));
    return text.size() < head + 4 + body ? 0 : head + 4 + body;
}

void serve(int descriptor, SSL_CTX* context, answers const& with) {
    peer client(descriptor, context);
    if (!client.accept()) return;
    std::string received;
    while (client.read(received))
        while (auto const size = request_size(received)) {
            bool const is_get = received.starts_with("GET ");
            received.erase(0, size);
            if (!client.write(is_get ? with.large : with.small)) return;
        }
}

/// Serves each connection of a port of its own choice in a thread of its own; the port.
std::uint16_t listen(SSL_CTX* context, answers const& with) {
    int const descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(descriptor, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(descriptor, 64) != 0 ||
        ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        std::perror("listen");
        std::exit(1);
    }
    std::thread([=, &with] {
        for (;;) {
            int const client = ::accept(descriptor, nullptr, nullptr);
            if (client >= 0) std::thread(serve, client, context, std::cref(with)).detach();
        }
    }).detach();
    return ntohs(address.sin_port);
}

SSL_CTX* tls_context(support::identity const& own) {
    auto* const context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    std::unique_ptr<BIO, decltype(&BIO_free)> const chain(BIO_new_mem_buf(own.certificate.data(), -1), &BIO_free);
    std::unique_ptr<BIO, decltype(&BIO_free)> const key(BIO_new_mem_buf(own.key.data(), -1), &BIO_free);
    if (SSL_CTX_use_certificate(context, PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr)) != 1 ||
        SSL_CTX_use_PrivateKey(context, PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr)) != 1) {
        std::fputs("no certificate\n", stderr);
        std::exit(1);
    }
    return context;
}

} // namespace

int main() {
    std::signal(SIGPIPE, SIG_IGN);
    static answers const with;
    support::temporary_folder const folder;
    support::authority const ca;
    auto const ca_file = folder.write("ca.pem", ca.certificate());
    auto const plain = listen(nullptr, with);
    auto const tls = listen(tls_context(ca.issue()), with);
    std::printf("%u %u %s\n", unsigned{plain}, unsigned{tls}, ca_file.c_str());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
}
