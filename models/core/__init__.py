"""The ground floor: time, money, words, storage and the one way to write. It does not know what an invoice is."""
