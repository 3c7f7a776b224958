// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Everything that a unit needs that declares endpoints and calls them. The unit that builds the client includes
/// <apibind/httplib_transport.hpp> too, or gives the client a transport of its own.

#include <apibind/valid.hpp> // first: what it tells names few headers

#include <apibind/additional_properties.hpp>
#include <apibind/as_received.hpp>
#include <apibind/auth.hpp>
#include <apibind/base.hpp>
#include <apibind/base64_bytes.hpp>
#include <apibind/body.hpp>
#include <apibind/by_status.hpp>
#include <apibind/client.hpp>
#include <apibind/client_options.hpp>
#include <apibind/codec.hpp>
#include <apibind/constant.hpp>
#include <apibind/content.hpp>
#include <apibind/dates.hpp>
#include <apibind/decimal.hpp>
#include <apibind/derived.hpp>
#include <apibind/effect.hpp>
#include <apibind/envelope.hpp>
#include <apibind/everything.hpp>
#include <apibind/field_mask.hpp>
#include <apibind/file.hpp>
#include <apibind/in_string.hpp>
#include <apibind/interpret.hpp>
#include <apibind/invoke.hpp>
#include <apibind/iso8601_duration.hpp>
#include <apibind/joined.hpp>
#include <apibind/limit.hpp>
#include <apibind/names.hpp>
#include <apibind/nullable.hpp>
#include <apibind/observer.hpp>
#include <apibind/one_or_many.hpp>
#include <apibind/open_enum.hpp>
#include <apibind/outcome.hpp>
#include <apibind/prepare.hpp>
#include <apibind/problem_details.hpp>
#include <apibind/protobuf_duration.hpp>
#include <apibind/random_uuid.hpp>
#include <apibind/record_outcomes.hpp>
#include <apibind/required.hpp>
#include <apibind/result.hpp>
#include <apibind/retry.hpp>
#include <apibind/route.hpp>
#include <apibind/rules.hpp>
#include <apibind/secret.hpp>
#include <apibind/stream_of.hpp>
#include <apibind/stream_response.hpp>
#include <apibind/tagged.hpp>
#include <apibind/text_codec.hpp>
#include <apibind/text_values.hpp>
#include <apibind/times.hpp>
#include <apibind/transport.hpp>
#include <apibind/uuid.hpp>
#include <apibind/version.hpp>
#include <apibind/with_fields.hpp>
