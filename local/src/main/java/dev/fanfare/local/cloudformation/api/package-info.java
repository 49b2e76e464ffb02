/** The CloudFormation API. It describes the running stack and cannot change it. */
@NullMarked
package dev.fanfare.local.cloudformation.api;

import org.jspecify.annotations.NullMarked;
