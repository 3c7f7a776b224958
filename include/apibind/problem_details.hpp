// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/class.hpp>

#include <optional>
#include <string>

namespace apibind {

/// A problem as RFC 9457 describes it (application/problem+json): `using error = apibind::problem_details;`. The
/// request then accepts that media type as well. Members that came and are not these are noted in `info().notes`, and
/// so is one of these whose value is of another type, `"status":"403"`: it counts as absent (section 3.1).
struct problem_details {
    std::optional<std::string> type{}; ///< a URI reference that says which problem; absent is "about:blank"
    std::optional<std::string> title{};
    std::optional<int> status{}; ///< as the vendor wrote it; the answer's own is `info().status`
    std::optional<std::string> detail{};
    std::optional<std::string> instance{}; ///< a URI reference of this occurrence
};
BOOST_DESCRIBE_STRUCT(problem_details, (), (type, title, status, detail, instance))

/// The same with a vendor's extension members (RFC 9457 section 3.2), which stand beside the others:
///
///     struct balance { std::optional<int> balance{}; std::vector<std::string> accounts{}; };   // described
///     using error = apibind::problem_details_with<balance>;
template <class Extensions>
struct problem_details_with : problem_details, Extensions {
    BOOST_DESCRIBE_CLASS(problem_details_with, (problem_details, Extensions), (), (), ())
};

} // namespace apibind
