// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <support/calling_unit.hpp>

#include <apibind/apibind.hpp>

#include <memory>
#include <string>
#include <utility>

namespace calling_unit {
namespace {

class one_answer final : public apibind::transport {
public:
    one_answer(int status, std::string body) : answer_{status, {}, std::move(body)} {}
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override { return answer_; }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

private:
    apibind::http_response answer_;
};

} // namespace

void with_client(int status, std::string const& body, void (*use)(apibind::client<service> const&)) {
    use(apibind::client<service>({}, std::make_shared<one_answer>(status, body)));
}

} // namespace calling_unit
