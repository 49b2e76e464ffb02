/** The API of CloudFormation: it describes the running stack. It changes nothing. */
package dev.fanfare.local.cloudformation.api;
