/** Do the parts of the HTTP API keep to themselves what they promise? */
@NullMarked
package dev.missioncontrol.examples.dashboard.web;

import org.jspecify.annotations.NullMarked;
