// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_case.hpp"

#include <algorithm>

namespace faults {
namespace {

/// Texts without repetition, in the order in which they came.
class texts {
public:
    void add(std::string const& one) {
        if (std::find(all_.begin(), all_.end(), one) == all_.end()) all_.push_back(one);
    }
    std::vector<std::string> const& all() const noexcept { return all_; }
    std::string joined(char const* between) const {
        std::string out;
        for (auto const& one : all_) out += (out.empty() ? "" : between) + one;
        return out;
    }

private:
    std::vector<std::string> all_;
};

/// What a transport makes of a hazard.
std::string cell(std::string const& hazard, transport_kind by, std::vector<verdict> const& verdicts) {
    texts outcomes;
    auto const& cases = cases_of(by);
    for (std::size_t i = 0; i != cases.size(); ++i)
        if (cases[i].what->hazard == hazard) outcomes.add(verdicts.at(i).label);
    return outcomes.joined(" / ");
}

} // namespace

std::string hazard_table(std::vector<verdict> const& httplib, std::vector<verdict> const& beast) {
    texts hazards;
    for (auto const& one : catalogue()) hazards.add(one.hazard);
    std::string out = "| what the server does | `httplib_transport` | `beast_transport` |\n|---|---|---|\n";
    for (auto const& hazard : hazards.all())
        out += "| " + hazard + " | " + cell(hazard, transport_kind::httplib, httplib) + " | " +
               cell(hazard, transport_kind::beast, beast) + " |\n";
    return out;
}

} // namespace faults
