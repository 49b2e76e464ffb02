/** The API of CloudFormation: it describes the running stack. It changes nothing. */
@NullMarked
package dev.fanfare.local.cloudformation.api;

import org.jspecify.annotations.NullMarked;
