package olympics.database.storage;

import olympics.database.core.TabletFeed;

/**
 * What changed in the list of tablets.
 *
 * @param position to ask for what comes after it
 * @param page what is told up to there
 */
public record TabletsChanged(String position, TabletFeed.Page page) {}
