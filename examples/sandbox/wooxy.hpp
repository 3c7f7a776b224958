// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "environment.hpp"

namespace sandbox {

/// Wooxy: POST /v3/contact-source/remove.
answer answer_as_wooxy(received_request const& request, environment& e);

/// One of Wooxy's refusals with its placeholders filled for this request, when `wooxy/fill_placeholders` says so.
answer wooxy_refusal(received_request const& request, environment& e, refusal const& which);

} // namespace sandbox
