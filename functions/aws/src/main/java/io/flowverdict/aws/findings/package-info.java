/// Findings in DynamoDB.
///
/// Everything is written so that any number of deliveries of an object, in any order, at once,
/// stopped at any write, leave the items that one clean delivery leaves:
///
/// - an hour counts an object together with the object's name, under the condition that the name is
///   not there yet;
/// - a head keeps a minimum (when first seen) and a maximum (the latest sighting), each under the
///   condition that it advances;
/// - a link never changes. Links are written before the head that makes the finding known, heads
///   before hours, so that whatever is found is complete enough to be completed by the next
///   delivery.
///
/// This rests on one thing: an object shows the same causes each time it is read.
@NullMarked
package io.flowverdict.aws.findings;

import org.jspecify.annotations.NullMarked;
