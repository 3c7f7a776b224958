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

/// A fault that a transport is known not to answer as it should.
struct known_exception {
    std::string_view fault;    ///< the beginning of its name
    std::vector<carrier> over; ///< where
    expectation expected;      ///< what becomes of it, instead
    char const* shown;         ///< the same for the README
    char const* reason;
    bool is_crash = false; ///< it ends the program
};
/// Those of cpp-httplib 0.11.
std::vector<known_exception> const& httplib_exceptions();
/// The exception that the case is, or null.
known_exception const* exception_of(fault_case const& one);
/// Whether the list of exceptions was made for the cpp-httplib that is compiled here.
bool is_list_exact();

/// What a case came to.
struct verdict {
    std::string label{};                  ///< its outcome, in the words of the README
    std::vector<std::string> problems{};  ///< why that is wrong
    std::chrono::nanoseconds overshoot{}; ///< beyond the deadline
};

/// In what an outcome is untrue, whatever the fault: lines for a person. Nothing is executed twice.
std::vector<std::string> untruths(call_report const& report, ledger::entry const& done);

/// Plays the case in this process.
verdict play(fault_case const& one);
/// Plays it in a process of its own where it may end the program, else in this one.
verdict play_safely(fault_case const& one);
/// For the test case that `play_safely` starts in another process: plays what that asks for.
std::string play_as_child();

/// The table of the README, filled from the verdicts of both transports' cases, in their order.
std::string hazard_table(std::vector<verdict> const& httplib, std::vector<verdict> const& beast);

} // namespace faults
