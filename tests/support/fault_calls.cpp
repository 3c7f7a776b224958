// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_calls.hpp"

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include <utility>

namespace faults {
namespace {

template <class Result>
call_report report_of(Result const& result) {
    call_report out{result.has_value(), result.info()};
    if (!result) {
        out.transport = result.error().transport;
        out.line = to_string(result.error());
    }
    if constexpr (requires { result->content; })
        if (result) out.content = result->content;
    return out;
}

std::string padded(call_target const& target) {
    return target.id + std::string(target.padding, '0');
}

call_report remove_source(call_target const& target) {
    apibind::client<wooxy::api> const client(apibind::secret(target.token), target.options, target.over);
    return report_of(apibind::invoke<wooxy::remove_source>(client, {.ids = {{padded(target)}}}));
}
apibind::client<wolkvox::manager> manager(call_target const& target) {
    return apibind::client<wolkvox::manager>({.wolkvox_server = "0042"}, apibind::secret(target.token), target.options,
                                             target.over);
}
call_report remove_record(call_target const& target) {
    return report_of(apibind::invoke<wolkvox::remove_record>(
        manager(target),
        {.type_campaign = wolkvox::campaign_type::predictive, .campaign_id = "17", .customer_id = padded(target)}));
}
call_report clear_campaign(call_target const& target) {
    return report_of(
        apibind::invoke<wolkvox::clear_campaign>(manager(target), {.type_campaign = wolkvox::campaign_type::predictive,
                                                                   .campaign_id = padded(target),
                                                                   .records = apibind::everything}));
}
call_report delete_records(call_target const& target) {
    apibind::client<wolkvox::crm> const client({.crm_server = "crm0001.wolkvox.com"}, apibind::secret(target.token),
                                               target.options, target.over);
    return report_of(apibind::invoke<wolkvox::delete_records>(
        client, {.operation = "demo", .module = "contacts", .wolkvox_id = {{padded(target)}}}));
}
call_report remove_records(call_target const& target) {
    apibind::client<thulium::api> const client({.system_name = "demo"}, {"api_user", apibind::secret(target.token)},
                                               target.options, target.over);
    return report_of(
        apibind::invoke<thulium::remove_records>(client, {.id = "00001", .phone_number = {{padded(target)}}}));
}

} // namespace

std::vector<vendor_call> const& vendor_calls() {
    static std::vector<vendor_call> const all = {
        {"wooxy::remove_source", "/v3", {200, R"({"result":true,"affectedRows":1})"}, &remove_source},
        {"wolkvox::remove_record", "/api/v2", {202, R"({"code":202,"error":null,"msg":"deleted"})"}, &remove_record},
        {"wolkvox::clear_campaign", "/api/v2", {202, R"({"code":202,"error":null,"msg":"deleted"})"}, &clear_campaign},
        {"wolkvox::delete_records",
         "/server/API/v2/custom",
         {200, R"({"code":"200","msg":"deleted"})"},
         &delete_records},
        {"thulium::remove_records",
         "/api",
         {200, R"({"441":[{"http_status":200,"record_id":5235,"status":"REMOVED"}]})"},
         &remove_records},
    };
    return all;
}

} // namespace faults
