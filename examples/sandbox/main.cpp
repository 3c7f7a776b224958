// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "server.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <thread>

#include <unistd.h>

namespace {

constexpr char const* usage = R"(sandbox [OPTION...]
Plays Wooxy, Wolkvox Manager, Wolkvox CRM and Thulium on 127.0.0.1 until SIGINT or SIGTERM.

  --help               print this, every setting and every refusal
  --seed FILE          what the vendors keep at the start (JSON, as seed.json)
  --port N             HTTPS port, 0 for any free one (the default)
  --http-port N        HTTP port, likewise
  --ca-file FILE       write the CA there (default: a temporary file)
  --print-requests     print every request and its answer
  --set NAME=VALUE     change a setting; may be given several times
  --answer-next NAME   refuse the next call of that vendor so; may be given several times
  --until-eof          stop at the end of standard input, too

Try: curl --cacert CA_FILE --connect-to ::127.0.0.1:PORT -X POST https://api.wooxy.com/v3/contact-source/remove \
          -H 'Access-Token: wooxy-demo-token' -H 'Content-Type: application/json' -d '{"ids":["..."]}'
)";

struct command_line {
    sandbox::options options;
    std::string ca_file;
    bool help{};
    bool print_requests{};
    bool until_eof{};
    std::vector<std::pair<std::string, std::string>> settings;
    std::vector<std::string> answer_next;
};

int port_of(std::string const& text) {
    std::size_t end{};
    int const port = text.empty() || text.size() > 5 ? -1 : std::stoi(text, &end);
    if (port < 0 || port > 65535 || end != text.size()) {
        throw std::invalid_argument("not a port: " + text);
    }
    return port;
}

command_line read(std::vector<std::string> const& words) {
    command_line read;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string const& word = words[i];
        auto const value = [&]() -> std::string const& {
            if (i + 1 == words.size()) {
                throw std::invalid_argument(word + " needs a value");
            }
            return words[++i];
        };
        if (word == "--help") {
            read.help = true;
        } else if (word == "--seed") {
            read.options.seed_file = value();
        } else if (word == "--port") {
            read.options.https_port = port_of(value());
        } else if (word == "--http-port") {
            read.options.http_port = port_of(value());
        } else if (word == "--ca-file") {
            read.ca_file = value();
        } else if (word == "--print-requests") {
            read.print_requests = true;
        } else if (word == "--until-eof") {
            read.until_eof = true;
        } else if (word == "--answer-next") {
            read.answer_next.push_back(value());
        } else if (word == "--set") {
            std::string const& pair = value();
            std::size_t const equals = pair.find('=');
            if (equals == std::string::npos) {
                throw std::invalid_argument("--set takes NAME=VALUE, not " + pair);
            }
            read.settings.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
        } else {
            throw std::invalid_argument("unknown option " + word + " (--help lists them)");
        }
    }
    return read;
}

void print_help() {
    sandbox::settings const settings;
    std::cout << usage << "\nSettings (what the vendors leave undocumented), with their defaults:\n";
    for (auto const& s : settings.all()) {
        std::cout << "  " << s.name << "=" << s.value << "\n      " << s.meaning << " (" << s.allowed << ")\n";
    }
    std::cout << "\nRefusals for --answer-next:\n";
    for (auto const& r : sandbox::refusals(settings)) {
        std::cout << "  " << r.name << (r.documented ? "" : "  (undocumented)") << "\n      " << r.status << " "
                  << r.body << "\n";
    }
}

void print_tenants(sandbox::world const& w) {
    for (auto const& account : w.wooxy.accounts) {
        std::cout << "wooxy    api.wooxy.com  Access-Token: " << account.token << "\n";
    }
    for (auto const& token : w.wolkvox.tokens) {
        std::cout << "wolkvox  wv" << w.wolkvox.server << ".wolkvox.com  wolkvox-token: " << token.token << "  ("
                  << token.calls_left << " calls left)\n";
    }
    for (auto const& operation : w.crm.operations) {
        std::cout << "crm      " << w.crm.host << "  Wolkvox-Token: " << operation.token
                  << "  operation: " << operation.name << "\n";
    }
    for (auto const& user : w.thulium.users) {
        std::cout << "thulium  " << w.thulium.system_name << ".thulium.com  " << user.name << ":" << user.password
                  << "\n";
    }
}

void run(command_line given) {
    sigset_t stopping;
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGINT);
    sigaddset(&stopping, SIGTERM);
    // Before any thread starts, so that only sigwait below receives them.
    pthread_sigmask(SIG_BLOCK, &stopping, nullptr);

    if (given.print_requests) {
        given.options.on_answered = [](sandbox::received_request const& request) {
            std::cout << "\n" << sandbox::to_text(request) << std::flush;
        };
    }
    sandbox::server server(given.options);
    for (auto const& [name, value] : given.settings) {
        server.settings().set(name, value);
    }
    for (auto const& name : given.answer_next) {
        server.answer_next(name);
    }
    auto const ca_file = given.ca_file.empty() ? server.ca_file() : server.ca_file(given.ca_file);
    print_tenants(server.state());
    std::cout << "HTTPS    127.0.0.1:" << server.https_port() << "\nHTTP     127.0.0.1:" << server.http_port()
              << "\nCA file  " << ca_file.string() << std::endl;

    if (given.until_eof) {
        std::thread([] {
            while (std::getchar() != EOF) {
            }
            kill(getpid(), SIGTERM);
        }).detach();
    }
    int received{};
    sigwait(&stopping, &received);
}

} // namespace

int main(int argc, char** argv) {
    try {
        command_line given = read({argv + 1, argv + argc});
        if (given.help) {
            print_help();
        } else {
            run(std::move(given));
        }
        return 0;
    } catch (std::exception const& failed) {
        std::cerr << "sandbox: " << failed.what() << "\n";
        return 2;
    }
}
