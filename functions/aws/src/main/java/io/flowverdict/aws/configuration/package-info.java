/// The network configuration as JSON: the one vocabulary of `aws ec2 describe-…`, read from files
/// that the AWS CLI wrote and from stored revisions alike, and written for the latter.
///
/// A class `…Json` holds both directions of one kind of resource, so that what is written and what
/// is understood stand side by side. Nothing is dropped silently: what cannot be understood is a
/// [io.flowverdict.aws.configuration.ConfigurationException], what is left aside is remarked in the
/// [io.flowverdict.aws.configuration.LoadedSnapshot].
@NullMarked
package io.flowverdict.aws.configuration;

import org.jspecify.annotations.NullMarked;
