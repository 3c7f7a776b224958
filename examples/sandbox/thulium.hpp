// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "environment.hpp"

namespace sandbox {

/// Thulium: DELETE /api/batch/outbounds/:id/records, with or without the slash before the query.
answer answer_as_thulium(received_request const& request, environment& e);

/// One of Thulium's refusals in the language that the request asks for.
answer thulium_refusal(received_request const& request, refusal const& which);

} // namespace sandbox
