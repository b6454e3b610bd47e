/** What may be replaced? The wire, where the key and the tokens are kept, and who listens. */
@NullMarked
package dev.missioncontrol.gateway.spi;

import org.jspecify.annotations.NullMarked;
