// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fault_catalogue.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace faults {

enum class transport_kind { httplib, beast };
inline constexpr transport_kind all_transports[] = {transport_kind::httplib, transport_kind::beast};
std::shared_ptr<apibind::transport> make_transport(transport_kind kind);

/// One cell of the matrix.
struct fault_case {
    fault const* what;
    carrier over;
    vendor_call const* call;
    transport_kind by;

    std::string name() const;
};
/// Every fault over everything that carries it, for every endpoint, by that transport; always in the same order.
std::vector<fault_case> const& cases_of(transport_kind by);

/// What a case came to.
struct verdict {
    std::string label{};                  ///< its outcome, in the words of the README
    std::vector<std::string> problems{};  ///< why that is wrong
    std::chrono::nanoseconds overshoot{}; ///< beyond the deadline
};

/// In what an outcome is untrue, whatever the fault: lines for a person. Nothing is executed twice.
std::vector<std::string> untruths(call_report const& report, ledger::entry const& done);

verdict play(fault_case const& one);

/// The table of the README, filled from the verdicts of both transports' cases, in their order.
std::string hazard_table(std::vector<verdict> const& httplib, std::vector<verdict> const& beast);

} // namespace faults
