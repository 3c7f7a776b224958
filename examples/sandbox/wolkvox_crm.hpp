// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "environment.hpp"

namespace sandbox {

/// Wolkvox CRM: POST /server/API/v2/custom/delete.php.
answer answer_as_wolkvox_crm(received_request const& request, environment& e);

} // namespace sandbox
